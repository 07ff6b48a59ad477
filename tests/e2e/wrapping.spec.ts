// Lines that are longer than their pane: they go on in further rows, and nothing is scrolled sideways.
import { expect, type Page, test } from "@playwright/test";
import { type Made, MEETING, recorded, scrubber, show } from "./programs";

/** The steps of backward go to and fro between the end of a long line and another line. */
const LAYERS = `import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(*[layer for _ in range(3) for layer in (nn.Linear(4, 4), nn.ReLU())])
x = torch.ones(2, 4)
loss = model(x).sum()
loss.backward()
`;

/** Operands in every row of a line, and two that meet: at its start, at the ends of rows, and in Chinese. */
const OPERANDS = `import torch

alpha = torch.ones(2, requires_grad=True)
权重 = torch.full((2,), 2.0, requires_grad=True)
def f(a, b):
	if True:
		return (a * b + a * a - torch.maximum(b, a) * 0.3333) * (b + a) * (a - b * 2) + a * a * a
out = alpha * alpha + f(alpha, 权重) * (alpha - 权重 * 0.125) * (权重 + alpha) * 权重 * 权重  # 一行很长的中文注释，说明梯度怎么传播
both = torch.maximum(input=out, other=out) * torch.ones(2)
last = both.reshape(2, 1).expand(2, 1) + both * both
last.sum().backward()
`;

const nodesOf = ({ steps }: Made) => steps.flatMap(({ type }, n) => (type === "node" ? [n + 1] : []));

async function walkTo(page: Page, step: number) {
  await page.evaluate((to) => location.replace(`#step=${to}`), step);
  await expect(scrubber(page)).toHaveValue(String(step));
  // What the editor shows is measured in one frame, and numbers are placed by that in the next.
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done)))),
      ),
  );
}

type Box = { left: number; right: number; top: number; bottom: number };

/** Where things are in a pane of code: it, the lamp's rows, the numbers with what they stand under, and every piece of text. */
const layoutOf = (page: Page, pane: string) =>
  page.locator(pane).evaluate((box) => {
    const plain = ({ left, right, top, bottom }: DOMRect): Box => ({ left, right, top, bottom });
    const drawn = (mark: Element): Box => {
      const style = getComputedStyle(mark, "::before");
      const [left, top] = [Number.parseFloat(style.left), Number.parseFloat(style.top)];
      const edges = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
      const width = Number.parseFloat(style.width) + 2 * edges;
      const height = Number.parseFloat(style.height) + 2 * Number.parseFloat(style.borderTopWidth);
      const around = mark.getBoundingClientRect();
      const shift = style.transform === "none" ? 0 : new DOMMatrix(style.transform).e;
      const [x, y] = [around.left + left + shift, around.top + top];
      return { left: x, right: x + width, top: y, bottom: y + height };
    };
    const texts: Box[] = [];
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      texts.push(...[...range.getClientRects()].map(plain));
    }
    const edge = box.getBoundingClientRect();
    return {
      box: plain(edge),
      sideways: [box.scrollLeft, box.scrollWidth - box.clientWidth],
      lit: [...box.querySelectorAll("mark.now")].flatMap((mark) => [...mark.getClientRects()].map(plain)),
      numbers: [...box.querySelectorAll(".sent, .sent-sum")].map((mark) => ({
        text: mark.getAttribute("data-text"),
        sum: mark.className === "sent-sum",
        under: plain(mark.getBoundingClientRect()),
        at: drawn(mark),
      })),
      texts,
    };
  });

const meet = (one: Box, other: Box) =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

/** Every number stands in the row beneath its operand, over no text and no other number, and in the pane. Returns how many there are. */
async function checkNumbers(page: Page, pane: string): Promise<{ numbers: number; sums: number }> {
  const { box, numbers, texts, sideways } = await layoutOf(page, pane);
  expect(sideways).toEqual([0, 0]);
  for (const [n, { text, sum, under, at }] of numbers.entries()) {
    const about = `${text} in ${pane}`;
    expect(at.left, about).toBeGreaterThanOrEqual(box.left);
    expect(at.right, about).toBeLessThanOrEqual(box.right);
    expect(at.top, about).toBeGreaterThanOrEqual(under.bottom);
    expect(at.top, about).toBeLessThan(under.bottom + 14);
    if (!sum) expect(Math.abs((at.left + at.right - under.left - under.right) / 2), about).toBeLessThan(80);
    expect(
      texts.filter((one) => meet(one, at)),
      about,
    ).toEqual([]);
    expect(
      numbers.filter((one, other) => other !== n && meet(one.at, at)),
      about,
    ).toEqual([]);
  }
  const sums = numbers.filter(({ sum }) => sum).length;
  return { numbers: numbers.length - sums, sums };
}

test("from step to step no line moves sideways, and the lamp is seen in all of its rows", async ({
  page,
  request,
}) => {
  const made = await recorded(request, LAYERS);
  const from = nodesOf(made)[0] ?? 1;
  await show(page, made, from);
  const first = page.locator(".cm-line").first();
  const begins = await first.boundingBox();
  const seen = new Set<number>();
  for (let step = from; step <= made.steps.length; step++) {
    await walkTo(page, step);
    const { box, lit, sideways } = await layoutOf(page, ".cm-scroller");
    expect(sideways).toEqual([0, 0]);
    expect(await first.boundingBox()).toEqual(begins);
    for (const { left, right, top, bottom } of lit) {
      expect(left).toBeGreaterThanOrEqual(box.left);
      expect(right).toBeLessThanOrEqual(box.right);
      expect(top).toBeGreaterThanOrEqual(box.top);
      expect(bottom).toBeLessThanOrEqual(box.bottom);
    }
    seen.add(lit[0]?.top ?? 0);
  }
  // Now here, now there.
  expect(seen.size).toBeGreaterThan(2);
});

for (const [address, pane, width, height] of [
  ["g", ".cm-scroller", 1440, 900],
  ["embed", ".ed", 720, 480],
  ["embed", ".ed", 360, 480],
  ["g", ".ed", 360, 740],
] as const)
  test(`numbers stand under their operands in every row of a long line, and change no row: ${address}, ${width} px wide`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width, height });
    const made = await recorded(request, OPERANDS);
    const nodes = nodesOf(made);
    await page.goto(`/${address}/${made.id}?lang=zh#step=${nodes[0]}`);
    await expect(page.locator(`${pane} .on`).first()).toBeVisible();
    // Where the rows begin, by the first letter of each: numbers may be beneath them, but break none.
    const rows = () =>
      page.locator(`${pane} :is(.cm-line, .ln > code)`).evaluateAll((lines) =>
        lines.map((line) => {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const begins: number[] = [];
          let [at, last] = [0, Number.NEGATIVE_INFINITY];
          while (walker.nextNode()) {
            const { data } = walker.currentNode as Text;
            for (let n = 0; n < data.length; n++, at++) {
              const range = document.createRange();
              range.setStart(walker.currentNode, n);
              range.setEnd(walker.currentNode, n + 1);
              const { top, height: high } = range.getBoundingClientRect();
              if (high > 0 && top > last + 10) begins.push(at);
              if (high > 0) last = Math.max(last, top);
            }
          }
          return begins;
        }),
      );
    const before = await rows();
    expect(Math.max(...before.map(({ length }) => length))).toBeGreaterThan(2);
    const found = { numbers: 0, sums: 0 };
    for (const step of nodes) {
      await walkTo(page, step);
      const { numbers, sums } = await checkNumbers(page, pane);
      found.numbers += numbers;
      found.sums += sums;
      expect(await rows()).toEqual(before);
    }
    expect(found.numbers).toBeGreaterThan(20);
    expect(found.sums).toBeGreaterThan(0);
  });

test("the numbers follow a pane that becomes narrower", async ({ page, request }) => {
  const made = await recorded(request, MEETING.replace("y * y * 3", "torch.mul(other=y,     input=y) * 3"));
  await page.setViewportSize({ width: 720, height: 480 });
  await page.goto(`/embed/${made.id}?lang=en#step=${nodesOf(made)[2]}`);
  await expect(page.locator(".ed .sent")).toHaveCount(2);
  for (const width of [720, 640, 400, 300]) {
    await page.setViewportSize({ width, height: 480 });
    await expect(async () => {
      expect(await checkNumbers(page, ".ed")).toEqual({ numbers: 2, sums: 1 });
    }).toPass({ timeout: 3000 });
  }
});

test("on a phone the rows of the code keep their place, and the lamp begins in them at every step", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const source of [OPERANDS, LAYERS, "import torch\nx = torch.ones(2)\n"]) {
    const made = await recorded(request, source);
    await page.goto(`/g/${made.id}?lang=en#step=1`);
    await expect(page.locator(".ed .on").first()).toBeVisible();
    const places = new Set<string>();
    for (let step = 1; step <= made.steps.length; step += 2) {
      await walkTo(page, step);
      const { box, lit } = await layoutOf(page, ".ed");
      places.add(JSON.stringify([box, await page.locator(".stage").boundingBox()]));
      const [begin] = lit;
      if (!begin) continue;
      expect(begin.top).toBeGreaterThanOrEqual(box.top);
      expect(begin.bottom).toBeLessThanOrEqual(box.bottom);
    }
    expect([...places]).toHaveLength(1);
  }
});

test("what is copied is the program's own text, without breaks and numbers", async ({ page, request }) => {
  const made = await recorded(request, OPERANDS);
  const line = OPERANDS.split("\n")[7] ?? "";
  const step = nodesOf(made).find((_, n) => n === 1) ?? 1;
  await show(page, made, step);
  await expect(page.locator(".cm-line .sent").first()).toBeVisible();
  const copied = async () => {
    await page.evaluate(() => {
      document.addEventListener(
        "copy",
        (event) => {
          document.body.dataset.copied = event.clipboardData?.getData("text/plain") || String(getSelection());
        },
        { once: true },
      );
    });
    await page.keyboard.press("ControlOrMeta+c");
    return page.locator("body").getAttribute("data-copied");
  };
  await page.locator(".cm-line", { hasText: "out = alpha" }).click();
  await page.keyboard.press("ControlOrMeta+a");
  expect(await copied()).toBe(OPERANDS);
  await page.goto(`/embed/${made.id}?lang=en#step=${step}`);
  await expect(page.locator(".ed .sent").first()).toBeVisible();
  await page.locator(".ed .ln code", { hasText: "out = alpha" }).evaluate((code) => {
    getSelection()?.selectAllChildren(code);
  });
  expect(await copied()).toBe(line);
});

test("on paper numbers stand beside each other though they cannot be measured there", async ({
  page,
  request,
}) => {
  const made = await recorded(request, MEETING);
  await show(page, made, 13);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const marks = page.locator(".printed .sent");
  await expect(marks).toHaveCount(2);
  // As it is printed: nothing is drawn between this and the pages.
  await page.evaluate(() => {
    const printed = document.querySelector<HTMLElement>(".printed");
    if (printed) printed.style.display = "block";
  });
  expect(await checkNumbers(page, ".printed .ed")).toEqual({ numbers: 2, sums: 1 });
});
