// The graph in motion: it grows without jumping, gradients travel and add up, and everything says what became of it.
import { expect, type Page, test } from "@playwright/test";

const TWO_PATHS = `import torch
x = torch.ones(2, 2, requires_grad=True)
y = x ** 2
z = y * y * 3
out = z.mean()
out.backward()
`;

type Step = { type: string; index: number };

/** Record a program and open it at one of its steps: the `nth` of a type, or the last. */
async function open(page: Page, source: string, type: string | null, nth = 0, before = 0) {
  const answer = await page.request.post("/api/v1/graphs", { data: { source } });
  const { id, steps } = (await answer.json()) as { id: string; steps: Step[] };
  const step = type ? steps.filter((s) => s.type === type)[nth] : steps.at(-1);
  const position = (step?.index ?? 0) + 1 - before;
  await page.goto(`/g/${id}?lang=en#step=${position}`);
  await expect(page.locator('input[type="range"]')).toHaveValue(String(position));
  await expect(page.locator(".dag [data-tensor]").first()).toBeVisible();
  return { id, steps, position };
}

/** Let what moves move, but so slowly that it can be looked at. */
async function slowly(page: Page) {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const browser = await page.context().newCDPSession(page);
  await browser.send("Animation.enable");
  await browser.send("Animation.setPlaybackRate", { playbackRate: 0.02 });
}

const forward = (page: Page) => page.locator("body").press("ArrowRight");
/** Names and targets of what the browser animates just now, without what may always move. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .map((animation) => {
        const target = (animation.effect as KeyframeEffect).target;
        return `${(animation as CSSAnimation).animationName ?? "walk"} ${target?.getAttribute("class") ?? ""}`;
      })
      .filter((what) => /^(draw|appear|walk (token|.*token))/.test(what)),
  );

test("nothing that is drawn jumps while the program runs, forward and backward", async ({ page }) => {
  const { steps } = await open(page, TWO_PATHS, "create");
  const places = () =>
    page
      .locator(".dag")
      .evaluate((picture) =>
        [...picture.querySelectorAll(".card-o:not(.behind), .line > .data, .stem, .chip rect")].map((mark) =>
          ["x", "y", "width", "height", "d"].map((name) => mark.getAttribute(name)).join(" "),
        ),
      );
  const first = await places();
  expect(first.length).toBeGreaterThan(8);
  for (let n = 1; n < steps.length; n++) {
    await forward(page);
    expect(await places()).toEqual(first);
  }
});

test("a card is dashed until its line has run, then has its value", async ({ page }) => {
  await open(page, TWO_PATHS, "op", 0, 1);
  const card = page.locator('.card:has-text("y")').first();
  await expect(card).toHaveAttribute("data-state", "future");
  await expect(card.locator('[data-part="value"]')).toHaveText("····");
  await forward(page);
  await expect(card).toHaveAttribute("data-state", "now");
  await expect(card.locator('[data-part="value"]')).toHaveText("1111");
});

test("what an operation takes travels to it, by argument", async ({ page }) => {
  await open(page, TWO_PATHS, "op", 1);
  await expect(page.locator(".token.forward")).toHaveCount(2);
  await expect(page.locator("mark.now, .cm-lamp, .now").filter({ hasText: "y * y" }).first()).toBeVisible();
  const [one, two] = await page.locator(".token.forward").evaluateAll((tokens) =>
    tokens.map((token) => {
      const { left, right } = token.getBoundingClientRect();
      return { left, right };
    }),
  );
  expect(one && two && (one.right <= two.left || two.right <= one.left)).toBe(true);
});

test("gradients travel into the card and are seen to add up", async ({ page }) => {
  await open(page, TWO_PATHS, "node", 2, 1);
  await slowly(page);
  await forward(page);
  await expect(page.locator(".token.gradient")).toHaveCount(2);
  await expect(page.locator(".token.gradient").first()).toHaveText("0.750.750.750.75");
  const landed = await page
    .locator(".token.gradient")
    .first()
    .evaluate((token) => {
      const [journey] = token.getAnimations();
      if (!journey) return null;
      journey.pause();
      const place = document.querySelector('[data-grad="passing"] .chan')?.getBoundingClientRect();
      const length = Number(journey.effect?.getTiming().duration);
      let nearest = Number.POSITIVE_INFINITY;
      for (let time = 0; time < length; time += length / 50) {
        journey.currentTime = time;
        if (getComputedStyle(token).opacity !== "1" || !place) continue;
        const { top, bottom } = token.getBoundingClientRect();
        nearest = Math.min(nearest, Math.abs((top + bottom) / 2 - place.bottom));
      }
      journey.finish();
      return nearest;
    });
  expect(landed).not.toBeNull();
  expect(landed as number).toBeLessThan(6);
  await expect(page.locator(".meeting")).toBeVisible();
  await expect(page.locator('[data-grad="passing"] [data-part="grad"]')).toHaveText("1.51.51.51.5");
  await expect(page.locator(".graph .note.hot")).toHaveText("0.75 + 0.75 = 1.5");
});

test("the margin keeps the arithmetic of what has passed", async ({ page }) => {
  await open(page, TWO_PATHS, "node", 3);
  await expect(page.locator(".graph .note")).toHaveText([
    "0.75 + 0.75 = 1.5",
    "0.25 × 3 = 0.75",
    "1 ÷ 4 = 0.25",
    "1.5 × 2 × 1 = 3",
  ]);
  await expect(page.getByText("mean of 4 elements")).toBeVisible();
});

test("many contributions of different elements are spelled out for one of them", async ({ page }) => {
  const source = `import torch
x = torch.tensor([2.0, 3.0], requires_grad=True)
loss = (x * x).sum() + (x * 3).sum() + x.sum() + (x / 2).sum()
loss.backward()
loss = (x * x).sum()
loss.backward()
`;
  const { steps } = await open(page, source, "accumulate", 0, 1);
  expect(steps.filter((step) => step.type === "accumulate")).toHaveLength(2);
  const note = page.locator('[data-note^="leaf-"]');
  await expect(note.locator(".note")).toHaveText([/\d \+ .*\+/, /= 8\.5$/]);
  await expect(note).toContainText("for element [0]");
  await forward(page);
  await expect(note).toContainText("it was None before");
  await page.locator("body").press("End");
  await page.locator("body").press("ArrowLeft");
  await expect(note).toContainText("8.5 + 4 = 12.5");
  await expect(note).toContainText("old + incoming");
});

test("what is freed looks freed, and a retained gradient stays in a closed box", async ({ page }) => {
  const source =
    "import torch\nx = torch.ones(2, requires_grad=True)\ny = x * x\ny.retain_grad()\ny.sum().backward()\n";
  await open(page, source, null);
  await expect(page.locator('[data-function][data-state="freed"]')).toHaveCount(1);
  await expect(page.locator('[data-function][data-state="ran"]')).toHaveCount(1);
  await expect(page.locator('[data-grad="retained"] .well-kept')).toBeVisible();
});

test("a cut says what cut it", async ({ page }) => {
  const source = `import torch
x = torch.ones(2, requires_grad=True)
a = x.detach()
with torch.no_grad():
    b = x * 2
c = x.data
d = x > 0
`;
  await open(page, source, null);
  await expect(page.locator(".of-cut text")).toHaveText(["detach", "no_grad", ".data", "no derivative"]);
});

test("the graph of the graph is told apart, with the call that made it", async ({ page }) => {
  const source = `import torch
x = torch.tensor(3.0, requires_grad=True)
g, = torch.autograd.grad(x ** 3, x, create_graph=True)
g.backward()
`;
  await open(page, source, null);
  const second = page.locator(".fn.second");
  await expect(second.first()).toContainText("made by backward 1");
  expect(await second.count()).toBeGreaterThan(1);
  await expect(page.locator(".fn:not(.second)")).toHaveCount(1);
});

test("one step walks, a jump does not", async ({ page }) => {
  await open(page, TWO_PATHS, "node", 1, 1);
  await slowly(page);
  await forward(page);
  expect(await moving(page)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^draw band/), expect.stringMatching(/^walk token/)]),
  );
  await page.locator("body").press("Home");
  expect(await moving(page)).toEqual([]);
});

test("who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, TWO_PATHS, "node", 1, 1);
  await forward(page);
  await expect(page.locator(".token.gradient")).toHaveCount(1);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("where backward stopped, the picture shows what was overwritten since", async ({ page }) => {
  const source = `import torch
x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y.mul_(2)
y.sum().backward()
`;
  await open(page, source, null);
  await expect(page.locator('.fn.error[data-state="error"]')).toContainText("Sigmoid");
  await expect(page.locator(".octagon").first()).toBeVisible();
  await expect(page.locator(".card.overwritten .strike")).toHaveCount(1);
  await expect(page.locator(".trail")).toBeVisible();
  await expect(page.locator('[data-note="fault"]')).toContainText("result = y");
  await expect(page.locator('[data-note="fault"]')).toContainText("now version 1");
});

test("under the line stands what goes back to each operand", async ({ page }) => {
  await open(page, TWO_PATHS, "node", 2);
  const told = () =>
    page
      .locator(".cm-line :is(.sent, .sent-sum)")
      .evaluateAll((marks) =>
        marks.map((mark) => [mark.textContent, getComputedStyle(mark, "::before").content]),
      );
  await expect.poll(told).toEqual([
    ["y", '"0.75"'],
    ["y", '"0.75"'],
    ["y", '"together 1.5"'],
  ]);
  await page.locator("body").press("Home");
  await expect.poll(told).toEqual([]);
});
