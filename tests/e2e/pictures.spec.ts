// How it looks: a fixed set of programs and steps, compared with the pictures in __screenshots__, which people have looked at.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { MEETING, recorded, scrubber } from "./programs";

type Shot = {
  name: string;
  source: string;
  /** The step that is shown: the `nth` of a type, or the last. */
  step?: [type: string, nth: number];
  query?: string;
  part?: string;
  size?: { width: number; height: number };
  /** What has to be there before. */
  shows: string;
};

const OVERWRITTEN = `import torch
x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y.mul_(2)
y.sum().backward()
`;

const NOT_A_NUMBER = `import torch
x = torch.tensor([-1.0, 0.0, 4.0], requires_grad=True)
y = x.sqrt()
y.sum().backward()
`;

const MAPS = `import torch
x = torch.linspace(-1, 1, 48).reshape(6, 8).requires_grad_()
w = torch.linspace(2, -2, 40).reshape(8, 5).requires_grad_()
y = torch.tanh(x @ w)
(y * y).sum().backward()
`;

const MODULES = `import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
x = torch.ones(1, 2)
loss = net(x).sum()
loss.backward()
`;

const LOOP = `import torch
w = torch.tensor(2.0, requires_grad=True)
h = torch.tensor(1.0)
for i in range(3):
    h = h * w
h.backward()
`;

const TWICE = `import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * x
y.retain_grad()
y.sum().backward(retain_graph=True)
y.sum().backward()
`;

const GRAPH_OF_GRAPH = `import torch
x = torch.tensor(3.0, requires_grad=True)
g, = torch.autograd.grad(x ** 3, x, create_graph=True)
g.backward()
`;

const CUTS = `import torch
x = torch.ones(2, requires_grad=True)
a = x.detach()
with torch.no_grad():
    b = x * 2
c = x * 3
c.sum().backward()
`;

const STAGE = ".graph";
const BAR = ".time";

const SHOTS: Shot[] = [
  { name: "forward", source: MEETING, step: ["op", 1], shows: ".fn.now" },
  { name: "meeting", source: MEETING, step: ["node", 2], shows: ".meeting" },
  { name: "meeting-bar", source: MEETING, step: ["node", 2], part: BAR, shows: ".chap.on" },
  {
    name: "meeting-zh-dark",
    source: MEETING,
    step: ["node", 2],
    query: "lang=zh&theme=dark",
    shows: ".meeting",
  },
  {
    name: "meeting-bar-zh-dark",
    source: MEETING,
    step: ["node", 2],
    query: "lang=zh&theme=dark",
    part: BAR,
    shows: ".chap.on",
  },
  { name: "accumulated", source: MEETING, step: ["accumulate", 0], shows: '[data-grad="kept"]' },
  { name: "overwritten", source: OVERWRITTEN, shows: ".octagon" },
  { name: "overwritten-bar", source: OVERWRITTEN, part: BAR, shows: ".fm.error" },
  { name: "not-a-number", source: NOT_A_NUMBER, shows: ".num.bad" },
  { name: "maps", source: MAPS, step: ["node", 2], shows: ".heat" },
  { name: "modules", source: MODULES, step: ["node", 3], shows: ".scope-o" },
  { name: "loop", source: LOOP, step: ["node", 1], shows: ".scope-o" },
  { name: "twice", source: TWICE, shows: '[data-grad="retained"]' },
  { name: "twice-bar", source: TWICE, part: BAR, shows: ".chap.on" },
  { name: "graph-of-graph", source: GRAPH_OF_GRAPH, step: ["node", 3], shows: ".fn.second" },
  { name: "cuts", source: CUTS, shows: ".of-cut" },
  {
    name: "phone",
    source: MEETING,
    step: ["node", 2],
    size: { width: 360, height: 740 },
    part: ".app",
    shows: ".meeting",
  },
  {
    name: "phone-zh-dark",
    source: MEETING,
    step: ["node", 2],
    query: "lang=zh&theme=dark",
    size: { width: 360, height: 740 },
    part: ".app",
    shows: ".meeting",
  },
];

/** As it is once nothing loads or moves any more. */
async function picture(page: Page, part: Locator, name: string) {
  await page.evaluate(() => document.fonts.ready);
  await expect(part).toHaveScreenshot(`${name}.png`);
}

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const { name, source, step, query = "lang=en&theme=light", part = STAGE, size, shows } of SHOTS)
  test(`picture: ${name}`, async ({ page, request }) => {
    if (size) await page.setViewportSize(size);
    const { id, steps } = await recorded(request, source);
    const all = steps.map(({ type }, index) => ({ type, position: index + 1 }));
    const shown = step ? all.filter(({ type }) => type === step[0])[step[1]] : all.at(-1);
    await page.goto(`/g/${id}?${query}#step=${shown?.position}`);
    await expect(scrubber(page)).toHaveValue(String(shown?.position));
    await expect(page.locator(shows).first()).toBeVisible();
    await picture(page, page.locator(part).first(), name);
  });

for (const query of ["lang=en&theme=light", "lang=zh&theme=dark"])
  test(`picture: the frame, ${query}`, async ({ page, request }) => {
    await page.setViewportSize({ width: 860, height: 520 });
    const { id, steps } = await recorded(request, MEETING);
    const position = steps.findIndex(({ type }) => type === "node") + 3;
    await page.goto(`/embed/${id}?${query}#step=${position}`);
    await expect(page.locator(".meeting")).toBeVisible();
    await picture(page, page.locator("main.embed"), query.startsWith("lang=zh") ? "embed-zh-dark" : "embed");
  });

test("picture: the style guide", async ({ page }) => {
  const port = Number(process.env.E2E_PORT ?? 8765) + 1;
  for (const [query, suffix] of [
    ["theme=light&lang=en", ""],
    ["theme=dark&lang=zh", "-zh-dark"],
  ] as const) {
    await page.goto(`http://127.0.0.1:${port}/styleguide?${query}`);
    const sections = page.locator(".guide > section");
    await expect(sections.first()).toBeVisible();
    for (const n of suffix ? [3] : [0, 1, 3, 4, 5])
      await picture(page, sections.nth(n), `guide-${n}${suffix}`);
  }
});
