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

const SUMMED = `import torch
def worse(a, b):
    d = a - b
    return (d * d).sum()
leaves = [torch.tensor([[float(i), 1.0]], requires_grad=True) for i in range(1, 5)]
total = sum(leaves).tanh()
loss = worse(total, leaves[3])
for i in range(2):
    loss = loss + worse(leaves[i] * 2, leaves[3].detach()) / (i + 1)
loss.backward()
`;

for (const width of [360, 900, 1440])
  test(`what lies outside is told over no word, box or button, ${width} px wide`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    const made = await recorded(request, SUMMED);
    await page.goto(`/g/${made.id}?lang=en#step=1`);
    await expect(page.locator(".world .now").first()).toBeVisible();
    let hints = 0;
    for (let step = 2; step <= made.steps.length; step++) {
      await page.locator("body").press("ArrowRight");
      await expect(scrubber(page)).toHaveValue(String(step));
      const [told, over] = await page.evaluate(() => {
        const lain = ".world text, .world .card-o, .world .fn-o, .world .chip rect, .legend, .zoom, .minimap";
        const found = [...document.querySelectorAll(".hint")].map((one) => one.getBoundingClientRect());
        const words = [...document.querySelectorAll(`${lain}, .stage-tools button`)].filter((one) => {
          const b = one.getBoundingClientRect();
          const lies = (a: DOMRect) =>
            a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
          return found.some(lies);
        });
        return [found.length, words.map((one) => one.textContent || one.getAttribute("class"))] as const;
      });
      expect(over, `step ${step}`).toEqual([]);
      hints += told;
    }
    expect(hints).toBeGreaterThan(20);
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
