// Graphs of every size: boxes around calls and loops, what is not drawn, the map, and the camera.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { MEETING, recorded, scrubber, show } from "./programs";

const NET = `import torch
from torch import nn
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
x = torch.ones(1, 2)
def loss(a):
    return (a * a).sum()
for i in range(2):
    loss(net(x)).backward()
`;

const LAYERS = `import torch
from torch import nn
model = nn.Sequential(*[layer for _ in range(50) for layer in (nn.Linear(4, 4), nn.ReLU())])
model(torch.ones(1, 4)).sum().backward()
`;

const TRAINING = `import torch
from torch import nn
x = torch.ones(3, 1)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters())
for _ in range(3):
    optimizer.zero_grad()
    model(x).sum().backward()
    optimizer.step()
`;

const LOOP = `import torch
W = torch.eye(2, requires_grad=True)
h = torch.ones(2)
kept = []
for t in range(120):
    h = torch.tanh(W @ h + 1)
    kept.append(h)
torch.stack(kept).sum().backward()
`;

const CHAIN = `import torch\ny = torch.ones(2, requires_grad=True)\n${"y = y * 1.5\n".repeat(600)}y.sum().backward()\n`;

const scope = (page: Page, name: string | RegExp) => page.locator(".world").getByRole("button", { name });
const transform = (page: Page) => page.locator(".world").getAttribute("style");
const cards = (page: Page) => page.locator("[data-tensor]");
const scaleOf = async (page: Page) => Number(/scale\(([\d.]+)\)/.exec((await transform(page)) ?? "")?.[1]);
const topOf = async (place: Locator) => (await place.boundingBox())?.y ?? Number.NaN;
/** Where a card stands in the picture, however the picture is moved. */
const placeOf = (card: Locator) =>
  card
    .locator("rect")
    .first()
    .evaluate((box) => [box.getAttribute("x"), box.getAttribute("y")].join());

test("calls, modules and iterations have boxes with their names; one closes and opens by a press or a key", async ({
  page,
  request,
}) => {
  const made = await recorded(request, NET);
  await show(page, made, made.steps.length);
  await expect(scope(page, /^for i in range\(2\) · 0, close/)).toHaveCount(1);
  await expect(scope(page, /^Linear 0, close/)).toHaveCount(2);
  await expect(scope(page, /^loss, close/)).toHaveCount(2);
  const drawn = await cards(page).count();
  const label = scope(page, /^for i in range\(2\) · 0/);
  const before = await topOf(label);
  await label.click();
  await expect(label).toHaveAttribute("aria-expanded", "false");
  await expect(label).toBeFocused();
  expect(Math.abs((await topOf(label)) - before)).toBeLessThan(12);
  expect(await cards(page).count()).toBeLessThan(drawn);
  await page.keyboard.press("Enter");
  await expect(label).toHaveAttribute("aria-expanded", "true");
  await expect(cards(page)).toHaveCount(drawn);
});

test("a closed box is lit while something in it runs, and gradients go in and come out", async ({
  page,
  request,
}) => {
  const made = await recorded(request, NET);
  const first = made.steps.findIndex(({ type }) => type === "node") + 1;
  await show(page, made, first);
  for (const left of [1, 0]) {
    await scope(page, /^loss, close/)
      .first()
      .press("Enter");
    await expect(scope(page, /^loss, close/)).toHaveCount(left);
  }
  await expect(page.locator(".scope.closed.now")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('.scope.closed[data-state="now"]')).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[data-gradient="now"]')).not.toHaveCount(0);
});

test("of a net of fifty layers only what is near is drawn; the map goes elsewhere", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LAYERS);
  await show(page, made, 1);
  await expect(page.locator(".minimap")).toBeVisible();
  await expect.poll(() => cards(page).count()).toBeLessThan(60);
  const map = await page.locator(".minimap svg").boundingBox();
  if (!map) throw new Error("no map");
  const before = await transform(page);
  await page.mouse.click(map.x + map.width / 2, map.y + map.height - 12);
  await expect.poll(() => transform(page)).not.toBe(before);
  await expect(cards(page).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Follow" })).toHaveAttribute("aria-pressed", "false");
  await page.mouse.move(map.x + map.width / 2, map.y + map.height - 12);
  await page.mouse.down();
  await page.mouse.move(map.x + map.width / 2, map.y + 20);
  await page.mouse.up();
  await expect.poll(() => cards(page).count()).toBeLessThan(60);
});

test("the camera comes along at the end of the net, and says what lies outside", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LAYERS);
  const backward = made.steps.findIndex(({ type }) => type === "node") + 1;
  await show(page, made, backward);
  await expect(page.locator(".fn.now")).toBeInViewport();
  await expect(page.locator(".hint.up")).toContainText("↑");
  expect(await scaleOf(page)).toBe(1);
});

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
    await topOf(page.locator(".code")),
    await topOf(page.locator(".stage")),
    await topOf(page.locator(".under")),
  ];
  expect(code).toBeLessThan(picture);
  expect(picture).toBeLessThan(ledger);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".under")).toBeHidden();
});

test("beside a drawer, what lies outside is told above the button that opens it", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 1000, height: 720 });
  const made = await recorded(request, LAYERS);
  await show(page, made, Math.floor(made.steps.length / 2));
  const below = page.locator(".hint.down");
  await expect(below).toContainText("model.");
  const [hint, opener] = [
    await below.boundingBox(),
    await page.getByRole("button", { name: "Open the inspector" }).boundingBox(),
  ];
  expect((hint?.y ?? 0) + (hint?.height ?? 0)).toBeLessThan(opener?.y ?? 0);
});

test("a long loop starts as one box with its number, and opens into its iterations", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LOOP);
  await show(page, made, made.steps.length);
  await expect(scope(page, /^for t in range\(120\) ×\d+, open/)).toHaveCount(1);
  expect(await cards(page).count()).toBeLessThan(8);
  await scope(page, /^for t in range\(120\) ×\d+, open/).click();
  await expect(scope(page, /^for t in range\(120\) · 1, open/)).toBeVisible();
  await scope(page, /^for t in range\(120\) · 1, open/).click();
  await expect(page.getByRole("button", { name: "TanhBackward0" })).toHaveCount(1);
});

test("a graph that graphviz would take too long for is drawn", async ({ page, request }) => {
  const made = await recorded(request, CHAIN);
  await show(page, made, made.steps.length - 2);
  await expect(cards(page).first()).toBeVisible();
  expect(await cards(page).count()).toBeLessThan(60);
});

test("a bare wheel does not zoom; with Ctrl, by buttons and by keys it does", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 5);
  const before = await transform(page);
  await page.locator(".dag").hover();
  await page.mouse.wheel(0, 240);
  expect(await transform(page)).toBe(before);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -240);
  await page.keyboard.up("Control");
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(1.2);
  const large = await scaleOf(page);
  await page.getByRole("button", { name: "Zoom out" }).click();
  await expect.poll(() => scaleOf(page)).toBeLessThan(large);
  const small = await scaleOf(page);
  await scrubber(page).focus();
  await page.keyboard.press("i");
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(small);
  await page.keyboard.press("o");
  await expect.poll(() => scaleOf(page)).toBeCloseTo(small, 3);
});

test("Fit shows the whole graph, however small, and Follow comes back to where it can be read", async ({
  page,
  request,
}) => {
  const made = await recorded(request, TRAINING);
  await show(page, made, made.steps.length);
  await scrubber(page).focus();
  await page.keyboard.press("f");
  await expect.poll(() => scaleOf(page)).toBeLessThan(1);
  const follow = page.getByRole("button", { name: "Follow" });
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  for (const card of await page.locator(".graph .card").all())
    await expect(card).toBeInViewport({ ratio: 0.99 });
  await follow.click();
  await expect.poll(() => scaleOf(page)).toBe(1);
});

test("the leaf that a step makes is seen, however far its uses lie from it", async ({ page, request }) => {
  const made = await recorded(request, TRAINING);
  const step = made.steps.map(({ type }) => type).lastIndexOf("create") + 1;
  await show(page, made, step);
  await expect(page.locator(".graph .card[data-state=now]")).toBeInViewport({ ratio: 0.99 });
});

test("what is drawn stays where it is while the graph grows, and the camera rests while the step is in the middle", async ({
  page,
  request,
}) => {
  await show(page, await recorded(request, MEETING), 1);
  const card = page.locator('[data-tensor="t1"]');
  const [place, view] = [await placeOf(card), await transform(page)];
  await scrubber(page).focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowRight");
  expect([await placeOf(card), await transform(page)]).toEqual([place, view]);
  await page.keyboard.press("End");
  expect(await placeOf(card)).toBe(place);
  expect(await scaleOf(page)).toBe(1);
});

for (const theme of ["light", "dark"] as const)
  test(`axe finds nothing in a picture of boxes, open and closed, in ${theme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme: theme });
    const made = await recorded(request, LAYERS);
    await show(page, made, made.steps.length);
    await scope(page, /^Linear \d+, close/)
      .first()
      .press("Enter");
    await expect(page.locator(".scope.closed")).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).include(".graph").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

const ATTENTION = `import torch
x = torch.linspace(-1, 1, 12).reshape(3, 4)
Q, K, V = (torch.linspace(-1, n, 16).reshape(4, 4).requires_grad_() for n in (1, 2, 3))
q, k, v = x @ Q, x @ K, x @ V
out = torch.softmax(q @ k.T / 2, dim=-1) @ v
out.sum().backward()
`;

for (const width of [360, 1280])
  test(`the function that runs is in sight, whatever it reaches, ${width} px wide`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width, height: 740 });
    const made = await recorded(request, ATTENTION);
    const runs = made.steps.flatMap(({ type }, index) => (type === "node" ? [index + 1] : []));
    expect(runs.length).toBeGreaterThan(8);
    await page.goto(`/g/${made.id}?lang=en#step=${runs[0]}`);
    for (const step of runs) {
      await page.evaluate((to) => location.replace(`#step=${to}`), step);
      await expect(scrubber(page)).toHaveValue(String(step));
      // A long expression may be wider than a phone.
      await expect(page.locator(".fn.now .fn-l")).toBeInViewport({ ratio: 0.75 });
    }
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
const boxOf = async (place: Locator) => {
  const box = await place.boundingBox();
  if (!box) throw new Error("not there");
  return { ...box, bottom: box.y + box.height };
};

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
