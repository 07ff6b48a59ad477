// What the inspector tells of a tensor: every recorded element, its memory, and what has become of it.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { recorded, scrubber, show } from "./programs";

const PROGRAM = `import torch
W = torch.arange(-60.0, 60.0).reshape(12, 10).requires_grad_()
c = torch.arange(24.0).reshape(2, 3, 4)
v = c[1]
r = v[2]
r.mul_(10)
y = W * 2
loss = (y * y).sum()
loss.backward()
`;

async function open(page: Page, query = "lang=en") {
  const answer = await page.request.post("/api/v1/graphs", { data: { source: PROGRAM } });
  const recording = await answer.json();
  await page.goto(`/g/${recording.id}?${query}#step=${recording.steps.length}`);
  await expect(page.locator("[data-tensor]").first()).toBeVisible();
  const idOf = (name: string): string =>
    recording.tensors.find((row: { names: string[] }) => row.names.includes(name)).id;
  return async (name: string) => {
    await page
      .locator(`[data-tensor="${idOf(name)}"]`)
      .first()
      .dispatchEvent("click");
    await expect(page.getByRole("complementary").locator("h2").first()).toContainText(name);
    return page.getByRole("complementary");
  };
}

test("every element of a tensor of three dimensions is reached, index by index", async ({ page }) => {
  const inspector = await (await open(page))("c");
  const table = inspector.locator("table.numbers").first();
  await expect(table).toContainText("[0, :, :]");
  await inspector.getByRole("button", { name: "One index on in dimension 0" }).click();
  await expect(table).toContainText("[1, :, :]");
  await expect(table.locator("td").last()).toHaveText("230");
  await expect(table.locator("td").last()).toHaveAttribute("title", "[1, 2, 3]");
  await inspector.getByRole("slider", { name: "dim 0" }).press("ArrowLeft");
  await expect(table).toContainText("[0, :, :]");
});

test("a large one is a heat map whose numbers show on hover and by keys, or a table", async ({ page }) => {
  const inspector = await (await open(page))("W");
  const map = inspector.getByRole("slider", { name: "Heat map, 12×10" }).first();
  await map.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(inspector.locator(".readout").first()).toHaveText("[1, 1] = -49");
  await expect(map).toHaveAttribute("aria-valuetext", "[1, 1] = -49");
  await map.locator("svg").hover({ position: { x: 4, y: 4 } });
  await expect(inspector.locator(".readout").first()).toHaveText("[0, 0] = -60");
  await inspector.getByRole("button", { name: "Numbers" }).first().click();
  await expect(inspector.locator("table.numbers td").first()).toHaveText("-60");
});

test("of a matrix of which one row was recorded that row is shown, folded, and nothing is cut off", async ({
  page,
  request,
}) => {
  const made = await recorded(
    request,
    "import torch\nW = torch.randn(64, 64, requires_grad=True)\n(W * W).sum().backward()\n",
  );
  await show(page, made, made.steps.length - 1);
  const inspector = page.getByRole("complementary");
  await expect(inspector.locator(".squares")).toHaveCount(2);
  await expect(inspector.locator(".heat-sheet > .slice")).toHaveText(["[0, :]", "[0, :]"]);
  const { width } = (await inspector.boundingBox()) ?? { width: 0 };
  const parts = inspector.locator(".value > *, .heat-sheet > *, .summary > *");
  expect(await parts.count()).toBeGreaterThan(10);
  for (const part of await parts.all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    expect(box?.width ?? 0).toBeLessThan(width);
    expect(await part.evaluate((el) => el.scrollWidth - el.clientWidth)).toBe(0);
  }
});

test("on a phone a formula and a table that are too wide scroll in the panel, fade where there is more, and hear keys", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const made = await recorded(
    request,
    `import torch
x = torch.full((2, 5), -1234567.0, requires_grad=True)
torch.nn.functional.layer_norm(x, (5,)).sum().backward()
`,
  );
  const step = made.steps.map(({ type }) => type).lastIndexOf("node") + 1;
  await page.goto(`/g/${made.id}?lang=en#step=${step}`);
  await page.getByRole("tab", { name: "Inspect" }).click();
  const formula = page.getByRole("region", { name: "Rule" }).first();
  await expect(formula).toHaveAttribute("data-more", "after");
  for (const section of await page.locator(".view .sec").all())
    expect((await section.boundingBox())?.width).toBeLessThanOrEqual(360);
  await formula.focus();
  await page.keyboard.press("ArrowRight");
  await expect(formula).toHaveAttribute("data-more", /before/);
  // The step is still the same.
  await expect(page).toHaveURL(new RegExp(`#step=${step}$`));
  await page.goto(`/g/${made.id}?lang=en#step=1`);
  const table = page.locator("section.slices").first();
  await expect(table).toHaveAttribute("data-more", "after");
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await expect(table).toHaveAttribute("data-more", /before/);
});

test("the ledger of many leaves turns to those that a step is about, and the reader to any", async ({
  page,
  request,
}) => {
  const made = await recorded(
    request,
    `import torch
ws = [torch.tensor(float(n), requires_grad=True) for n in range(20)]
sum(w * w for w in ws).backward()
`,
  );
  const arrivals = made.steps.flatMap(({ type }, index) => (type === "accumulate" ? [index + 1] : []));
  expect(arrivals).toHaveLength(20);
  await show(page, made, arrivals[0] as number);
  const ledger = page.locator(".accounts");
  const now = ledger.locator(".account.now");
  await expect(ledger).toContainText("1 to 8 of 20");
  for (const step of [arrivals[5], arrivals[7], arrivals[19], arrivals[12]] as number[]) {
    await page.goto(`/g/${made.id}?lang=en#step=${step}`);
    await expect(scrubber(page)).toHaveValue(String(step));
    await expect(now).toHaveCount(1);
    await expect(now).toBeInViewport({ ratio: 1 });
  }
  await expect(ledger).toContainText("9 to 16 of 20");
  await ledger.getByRole("button", { name: "The leaves after these" }).click();
  await expect(ledger.getByRole("heading")).toHaveCount(4);
  await expect(ledger.getByRole("button", { name: "The leaves after these" })).toBeDisabled();
  await page.keyboard.press("ArrowRight");
  await expect(ledger).toContainText("17 to 20 of 20");
});

test("what was not recorded is said, and a run with more values stays at the step and the tensor", async ({
  page,
}) => {
  const inspector = await (await open(page))("W");
  await expect(inspector.getByText("Only the first 64 of 120 elements were recorded.").first()).toBeVisible();
  const step = await page.locator(".time input[type=range]").inputValue();
  await inspector.getByRole("button", { name: "Run again and record 120" }).first().click();
  await expect(inspector.getByText("Only the first 64")).toHaveCount(0);
  await expect(inspector.locator("h2").first()).toContainText("W");
  await expect(page.locator(".time input[type=range]")).toHaveValue(step);
  await inspector
    .getByRole("slider", { name: /Heat map/ })
    .first()
    .press("End");
  await expect(inspector.locator(".readout").first()).toHaveText("[11, 9] = 59");
});

test("versions, shared memory and gradients lead to their steps", async ({ page }) => {
  const show = await open(page);
  const inspector = await show("r");
  const versions = inspector.locator(".sec", { hasText: "Changed in place" });
  await expect(versions).toContainText(
    "mul_ on line 6, version 0 → 1, [20, 21, 22, 23] → [200, 210, 220, 230]",
  );
  const memory = inspector.locator(".memory");
  await expect(memory).toContainText("one storage, 24 elements, 96 bytes");
  await expect(memory.locator("li").first()).toContainText("offset 20, strides (1,)");
  await expect(memory.locator("li", { hasText: "v offset 12, strides (4, 1)" })).toHaveCount(1);
  const gradients = (await show("y")).locator(".sec", { hasText: "Gradients that came" });
  await expect(gradients.locator("li")).toHaveCount(3);
  const seek = gradients.getByRole("button", { name: /^step/ }).first();
  const step = (await seek.innerText()).replace("step ", "");
  await seek.click();
  await expect(page.locator(".time input[type=range]")).toHaveValue(step);
});

for (const [lang, theme] of [
  ["en", "dark"],
  ["zh", "light"],
])
  test(`nothing in the inspector stands in anyone's way (${lang}, ${theme})`, async ({ page }) => {
    const show = await open(page, `lang=${lang}&theme=${theme}`);
    for (const name of ["W", "r", "c"]) {
      await show(name);
      const { violations } = await new AxeBuilder({ page }).include(".insp-pane").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });

test("a tensor that has become one of another dtype says so on its card and in its facts", async ({
  page,
  request,
}) => {
  const made = await recorded(
    request,
    `import torch
net = torch.nn.Linear(2, 1, bias=False)
net.double()
`,
  );
  await show(page, made, 1);
  const card = page.locator("[data-tensor]").first();
  const inspector = page.getByRole("complementary");
  await expect(card).toContainText("1×2  float32");
  await expect(inspector).toContainText("dtypefloat32");
  await show(page, made, made.steps.length);
  await expect(card).toContainText("1×2  float64");
  await card.dispatchEvent("click");
  await expect(inspector).toContainText("dtypefloat64");
});

/** Layers whose pages in the inspector are longer than its pane. */
const LAYERS = `import torch
from torch import nn
model = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 16))
model(torch.randn(4, 16)).sum().backward()
`;

/** A step on or back, and what the inspector draws of its page two frames later: how many parts, how high it is, and whether its lowest row is empty. */
const stepped = (page: Page, key = "ArrowRight") =>
  scrubber(page).evaluate(async (range, pressed) => {
    range.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true }));
    for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame);
    const pane = document.querySelector("#insp") as HTMLElement;
    const { left, bottom } = pane.getBoundingClientRect();
    return {
      parts: pane.querySelectorAll(".part").length,
      height: pane.scrollHeight,
      top: pane.scrollTop,
      empty: !document.elementFromPoint(left + 30, bottom - 6)?.closest(".part"),
    };
  }, key);

test("while the reader walks the inspector draws what is in sight, and the rest at rest", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LAYERS);
  await show(page, made, made.steps.findIndex(({ type }) => type === "node") + 3);
  const pane = page.locator("#insp");
  const parts = pane.locator(".part");
  const whole = await parts.count();
  const height = await pane.evaluate((element) => element.scrollHeight);
  for (let n = 0; n < 6; n++) expect((await stepped(page)).empty).toBe(false);
  for (let n = 0; n < 5; n++) await stepped(page, "ArrowLeft");
  const again = await stepped(page, "ArrowLeft");
  expect(again.parts).toBeLessThan(whole);
  // By its scroll bar one hardly sees it.
  expect(again.height / height).toBeGreaterThan(0.8);
  await expect(parts).toHaveCount(whole);
});

test("what the reader scrolled to in the inspector stays in sight from step to step", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LAYERS);
  await show(page, made, made.steps.findIndex(({ type }) => type === "node") + 3);
  await page.locator("#insp").evaluate((element) => element.scrollTo({ top: 200 }));
  await page.waitForTimeout(100);
  for (let n = 0; n < 6; n++) expect(await stepped(page)).toMatchObject({ top: 200, empty: false });
});
