// Small screens: telephones upright and on their side, and parts one above the other.
import { expect, type Locator, test } from "@playwright/test";
import { MEETING, recorded, scrubber, show } from "./programs";

const boxOf = async (place: Locator) => {
  const box = await place.boundingBox();
  if (!box) throw new Error("not there");
  return { ...box, bottom: box.y + box.height };
};

test("on a telephone, what lies outside is told over no box, and why a constant gets no gradient is seen whole", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const made = await recorded(request, MEETING);
  const told = { hints: 0, why: 0 };
  for (const [n, { type }] of made.steps.entries()) {
    if (type !== "op" && type !== "node") continue;
    await page.goto(`/g/${made.id}?lang=en#step=${n + 1}`);
    await expect(scrubber(page)).toHaveValue(String(n + 1));
    await expect(page.locator(".world .now").first()).toBeVisible();
    const seen = () =>
      page.evaluate(() => {
        const rects = (selector: string) =>
          [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
        const hints = rects(".hint");
        const boxes = rects(".world .card-o, .world .fn rect, .world .chip-o, .world .tok");
        const lies = (a: DOMRect, b: DOMRect) =>
          a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const why = [...document.querySelectorAll(".chip.runs .why")].map((one) =>
          one.getBoundingClientRect(),
        );
        return {
          hints: hints.length,
          over: hints.some((hint) => boxes.some((box) => lies(hint, box))),
          cut: why.some(({ left, right }) => left < 0 || right > innerWidth),
          why: why.length,
        };
      });
    // The picture glides to its place.
    await expect.poll(seen, { message: `step ${n + 1}` }).toMatchObject({ over: false, cut: false });
    const found = await seen();
    told.hints += found.hints;
    told.why += found.why;
  }
  expect(Math.min(told.hints, told.why)).toBeGreaterThan(0);
});

test("on a telephone, what is changed in place is seen as it is then", async ({ page, request }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const made = await recorded(
    request,
    "import torch\nb = torch.arange(3.0, requires_grad=True)\nc = b * 1\nv = c[:2]\nv.mul_(10)\n",
  );
  await page.goto(`/g/${made.id}?lang=en#step=${made.steps.length}`);
  await expect(page.locator(".card.now")).toBeInViewport({ ratio: 0.5 });
});

test("of a program that only prints, what it prints is shown, the last of it in sight", async ({
  page,
  request,
}) => {
  const made = await recorded(request, 'for n in range(200):\n    print("line", n)\n');
  for (const [width, height] of [
    [360, 640],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto("about:blank");
    await page.goto(`/g/${made.id}?lang=en#step=150`);
    const console = page.locator(".console");
    await expect(console.getByText("line 149", { exact: true })).toBeInViewport();
    await page.keyboard.press("End");
    await expect(console.getByText("line 199", { exact: true })).toBeInViewport();
  }
});

for (const [width, height] of [
  [740, 360],
  [683, 384],
  [844, 390],
] as const)
  test(`on a telephone on its side, ${width} × ${height}, code, picture and controls are seen together, the rest a scroll away`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width, height });
    const made = await recorded(request, MEETING);
    await show(page, made, 13);
    await expect(page.locator(".cm-content mark.now")).toBeInViewport({ ratio: 1 });
    await expect(page.locator(".world .fn.now")).toBeInViewport({ ratio: 0.9 });
    await expect(page.locator(".ib.play")).toBeInViewport({ ratio: 1 });
    expect((await page.locator(".stage").boundingBox())?.height).toBeGreaterThan(140);
    const ledger = page.getByRole("tab", { name: "Ledger" });
    await ledger.scrollIntoViewIfNeeded();
    await expect(ledger).toBeInViewport({ ratio: 1 });
  });

test("where parts stand one above the other, the picture is next to the code", async ({ page, request }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  const made = await recorded(request, MEETING);
  await show(page, made, 13);
  await expect(page.locator(".world .fn.now")).toBeInViewport({ ratio: 1 });
  const [code, picture, ledger] = [
    (await boxOf(page.locator(".code"))).y,
    (await boxOf(page.locator(".stage"))).y,
    (await boxOf(page.locator(".under"))).y,
  ];
  expect(code).toBeLessThan(picture);
  expect(picture).toBeLessThan(ledger);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".under")).toBeHidden();
});

const COLUMNS = `import torch
x = torch.linspace(-1, 1, 8, requires_grad=True)
m = torch.linspace(-9, 9, 16).reshape(2, 8).requires_grad_()
(x * m).sum().backward()
`;

test("on a phone a card of many columns is seen whole, with every number of a line", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const made = await recorded(request, COLUMNS);
  await page.goto(`/g/${made.id}?lang=en#step=1`);
  const x = page.locator(".graph .card[data-state=now]");
  await expect(x).toBeInViewport({ ratio: 0.99 });
  await expect(x.getByText("-0.1429")).toBeInViewport();
  for (const card of await page.locator(".graph .card").all())
    expect((await card.boundingBox())?.width).toBeLessThanOrEqual(360);
});

const LONG = `import torch
x = torch.arange(12.0).reshape(4, 3)
y = x[0, :]
print(y)
`;

for (const frame of [false, true])
  test(`on a phone a long sentence opens over the picture and closes by the next step${frame ? ", in a frame" : ""}`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const made = await recorded(request, LONG);
    await page.goto(`/${frame ? "embed" : "g"}/${made.id}?lang=en#step=1`);
    await page.getByRole("button", { name: "Next step" }).click();
    const [narration, telling] = [page.locator(".narration"), page.locator(".telling")];
    await expect(narration).toContainText("so it gets no grad_fn");
    const graph = await boxOf(page.locator(".graph"));
    const more = page.getByRole("button", { name: "… more" });
    await expect(more).toHaveAttribute("aria-expanded", "false");
    const closed = await boxOf(telling);
    expect((await boxOf(narration)).bottom).toBeGreaterThan(closed.bottom);
    const button = await boxOf(more);
    expect(button.y).toBeGreaterThanOrEqual(closed.y);
    expect(button.bottom).toBeLessThanOrEqual(closed.bottom + 1);
    await more.click();
    const less = page.getByRole("button", { name: "less" });
    await expect(less).toBeFocused();
    expect((await boxOf(narration)).bottom).toBeLessThanOrEqual((await boxOf(telling)).bottom);
    expect((await boxOf(less)).y).toBeGreaterThanOrEqual((await boxOf(narration)).bottom - 1);
    expect(await boxOf(page.locator(".graph"))).toEqual(graph);
    await page.keyboard.press("ArrowRight");
    await expect(less).toHaveCount(0);
    await page.keyboard.press("ArrowLeft");
    await expect(more).toHaveAttribute("aria-expanded", "false");
  });

test("on a phone nothing that is pressed lies over the code or the picture, closed and open", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/g/${(await recorded(request, MEETING)).id}?lang=en#step=5`);
  for (const opens of [/^All \d+ lines/, "Fewer lines"]) {
    const graph = await boxOf(page.locator(".graph"));
    const code = await boxOf(page.locator(".code .ed, .code .cm-editor").first());
    for (const name of ["Text", "Find", opens]) {
      const button = await boxOf(page.getByRole("button", { name, exact: true }));
      expect(button.y).toBeGreaterThanOrEqual(code.bottom);
      expect(button.bottom).toBeLessThanOrEqual(graph.y);
      expect(button.height).toBeGreaterThanOrEqual(44);
    }
    await page.getByRole("button", { name: opens }).click();
    await expect(page.locator(".cm-editor")).toHaveCount(opens === "Fewer lines" ? 0 : 1);
  }
});

test("on a telephone, who has moved the picture away finds back to the steps", async ({ page, request }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const made = await recorded(request, MEETING);
  await page.goto(`/g/${made.id}?lang=en#step=12`);
  const follow = page.getByRole("button", { name: "Follow" });
  await expect(page.locator(".fn.now")).toBeInViewport({ ratio: 0.9 });
  await expect(follow).toBeHidden();
  const box = await page.locator(".dag").boundingBox();
  await page.mouse.move(300, (box?.y ?? 0) + 30);
  await page.mouse.down();
  await page.mouse.move(20, (box?.y ?? 0) + 30, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator(".fn.now")).not.toBeInViewport({ ratio: 0.9 });
  await follow.click();
  await expect(page.locator(".fn.now")).toBeInViewport({ ratio: 0.9 });
  await expect(follow).toBeHidden();
});
