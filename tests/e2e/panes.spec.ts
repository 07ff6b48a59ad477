// The page at every size: panes that are dragged and remembered, large type, the phone, and paper.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const width = (page: Page, pane: string) =>
  page.locator(pane).evaluate((element) => Math.round(element.getBoundingClientRect().width));
const violationsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

async function open(page: Page, query = "lang=en", size = { width: 1440, height: 900 }) {
  await page.setViewportSize(size);
  await page.goto(`/?${query}`);
  await expect(page.locator("[data-tensor]").first()).toBeVisible();
}

test("a pane is dragged, moved by keys, put back by a double click, and remembered", async ({ page }) => {
  await open(page);
  const line = page.getByRole("separator", { name: "Width of the program" });
  expect(await width(page, ".code")).toBe(396);
  const box = await line.boundingBox();
  if (!box) throw new Error("the line is not drawn");
  await page.mouse.move(box.x + 5, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 65, box.y + 210, { steps: 4 });
  await page.mouse.up();
  expect(await width(page, ".code")).toBe(456);
  const step = await page.locator(".time input[type=range]").inputValue();
  await page.keyboard.press("ArrowLeft");
  expect(await width(page, ".code")).toBe(440);
  await expect(line).toHaveAttribute("aria-valuenow", "440");
  await expect(page.locator(".time input[type=range]")).toHaveValue(step);
  await page.reload();
  await expect(page.locator("[data-tensor]").first()).toBeVisible();
  expect(await width(page, ".code")).toBe(440);
  await line.dblclick();
  expect(await width(page, ".code")).toBe(396);
});

test("no pane takes the room of the graph, and none vanishes", async ({ page }) => {
  await open(page);
  const line = page.getByRole("separator", { name: "Width of the inspector" });
  await line.press("End");
  expect(await width(page, ".stage")).toBeGreaterThanOrEqual(298);
  await line.press("Home");
  expect(await width(page, ".insp-pane")).toBe(240);
  const under = page.getByRole("separator", { name: "Height of ledger and console" });
  await under.press("ArrowUp");
  await under.press("Enter");
  await expect(page.locator(".cm-content")).toBeVisible();
});

test("large type is chosen from the menu or by its key, and remembered", async ({ page }) => {
  await open(page, "lang=en", { width: 1280, height: 720 });
  const line = () =>
    page
      .locator(".cm-line")
      .first()
      .evaluate((l) => l.getBoundingClientRect().height);
  const before = await line();
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemcheckbox", { name: /Large type/ }).click();
  await expect.poll(line).toBeGreaterThan(before * 1.3);
  const card = page.locator("[data-tensor]").first();
  await expect.poll(async () => (await card.boundingBox())?.width ?? 0).toBeGreaterThan(264 * 1.3);
  await page.reload();
  await expect(page.locator("[data-tensor]").first()).toBeVisible();
  await expect.poll(line).toBeGreaterThan(before * 1.3);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  const pressed = await page
    .locator(".top .btn")
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
    );
  expect(pressed).toEqual([]);
  expect(await violationsOf(page)).toEqual([]);
  await page.locator(".time input[type=range]").focus();
  await page.keyboard.press("p");
  await expect.poll(line).toBe(before);
});

test("a phone has one view at a time, controls for a finger, and no sideways scrolling", async ({ page }) => {
  for (const query of ["lang=en&theme=light", "lang=zh&theme=dark"]) {
    await open(page, query, { width: 360, height: 740 });
    const small = await page
      .locator(".ctl button, .nav button, .top .btn, .top .seg button")
      .evaluateAll((buttons) =>
        buttons.flatMap((button) => {
          const { width: w, height: h } = button.getBoundingClientRect();
          return w > 0 && (h < 42 || w < 36) ? [`${button.textContent} ${w}×${h}`] : [];
        }),
      );
    expect(small).toEqual([]);
    expect(await page.locator(".top").evaluate((bar) => bar.getBoundingClientRect().height)).toBeLessThan(56);
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    expect(await violationsOf(page)).toEqual([]);
  }
});

test("the cells of a storage stand side by side, also on a phone", async ({ page }) => {
  for (const width of [1440, 360]) {
    await open(page, "lang=en", { width, height: 740 });
    await page.getByRole("tab", { name: "Memory" }).click();
    const strip = page.locator(".storages .strip").first();
    await expect(strip).toBeVisible();
    const gaps = await strip.evaluate(({ children }) => {
      const cells = [...children].map((cell) => cell.getBoundingClientRect());
      return cells.slice(1).map(({ left }, n) => Math.round(left - (cells[n]?.right ?? 0)));
    });
    expect(gaps.length).toBeGreaterThan(0);
    expect(new Set(gaps)).toEqual(new Set([0]));
  }
});

test("on a phone an edited program is run by the button beneath it", async ({ page }) => {
  await open(page, "lang=en", { width: 360, height: 740 });
  await page.getByRole("button", { name: /^All \d+ lines/ }).click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("x = 1\n");
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(page.getByText("The program has changed: this is the walk")).toHaveCount(0);
});

for (const [size, columns] of [
  [{ width: 800, height: 1000 }, 2],
  [{ width: 1024, height: 768 }, 2],
  [{ width: 1280, height: 720 }, 3],
  [{ width: 1440, height: 900 }, 3],
] as const)
  test(`everything is in its place at ${size.width} × ${size.height}`, async ({ page }) => {
    await open(page, "lang=zh", size);
    const page_ = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    expect(page_).toEqual([size.width, size.height]);
    await expect(page.locator(".insp-pane:not(.drawer)")).toHaveCount(columns - 2);
    if (columns === 2) {
      await page.getByRole("button", { name: "打开检查器" }).click();
      await expect(page.locator(".drawn")).toBeVisible();
    }
    expect(await violationsOf(page)).toEqual([]);
  });

test("on paper there are the step, the whole picture, the program and what was printed, in black on white", async ({
  page,
}) => {
  await open(page, "lang=en&theme=dark");
  await page.locator(".time input[type=range]").focus();
  await page.keyboard.press("End");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".printed .ln").first()).toHaveText(/import torch/);
  await expect(page.locator(".printed .console")).toContainText("tensor([[3., 3.],");
  await expect(page.locator(".top, .ctl, .insp-pane").first()).toBeHidden();
  const [stage, cards] = await Promise.all([
    page.locator(".stage").boundingBox(),
    page
      .locator("[data-tensor]")
      .evaluateAll((all) => all.map((card) => card.getBoundingClientRect().toJSON())),
  ]);
  for (const { left, right, top, bottom } of cards) {
    expect(left).toBeGreaterThanOrEqual((stage?.x ?? 0) - 1);
    expect(top).toBeGreaterThanOrEqual((stage?.y ?? 0) - 1);
    expect(right).toBeLessThanOrEqual((stage?.x ?? 0) + (stage?.width ?? 0) + 1);
    expect(bottom).toBeLessThanOrEqual((stage?.y ?? 0) + (stage?.height ?? 0) + 1);
  }
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
});

test("what is printed at once has every page, and the sums beside the picture", async ({ page }) => {
  await open(page, "lang=en");
  await page.locator(".time input[type=range]").focus();
  await page.keyboard.press("End");
  const pages = async () => {
    const file = await page.pdf({ format: "A4" });
    return file.toString("latin1").match(/\/Type \/Page\b/g)?.length;
  };
  const first = await pages();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".printed .source")).toBeVisible();
  await expect(page.locator(".stage .note").first()).toBeInViewport();
  expect(first).toBe(await pages());
  expect(first).toBe(2);
});

for (const lang of ["en", "zh"])
  test(`the bar at the top is one row at every width, and each of its parts has its room, in ${lang}`, async ({
    page,
  }) => {
    await open(page, `lang=${lang}`);
    for (const large of [false, true]) {
      if (large) await page.locator("body").press("p");
      for (const width of [800, 900, 1000, 1024, 1100, 1120, 1199, 1200, 1280, 1366, 1440, 1600, 1920]) {
        if (large && width < 1000) continue;
        await page.setViewportSize({ width, height: 720 });
        const bar = await page.locator(".top").evaluate((top) => {
          const all = [...top.children].map((part) => part.getBoundingClientRect());
          const parts = all.filter(({ width }) => width > 0);
          return {
            isOneRow: top.getBoundingClientRect().height < 76,
            fits: parts.every(({ right }) => right <= innerWidth),
            apart: parts.every(({ left }, n) => left >= (parts[n - 1]?.right ?? 0)),
          };
        });
        expect({ width, ...bar }).toEqual({ width, isOneRow: true, fits: true, apart: true });
      }
    }
  });

test("large type has three columns where they have as much more room, and its tools are larger, too", async ({
  page,
}) => {
  await open(page, "lang=en", { width: 1366, height: 768 });
  const find = page.getByRole("button", { name: "Find" });
  const before = (await find.boundingBox())?.height ?? 0;
  await expect(page.locator(".insp-pane:not(.drawer)")).toHaveCount(1);
  await page.keyboard.press("p");
  await expect(page.locator(".insp-pane:not(.drawer)")).toHaveCount(0);
  await expect.poll(async () => (await find.boundingBox())?.height ?? 0).toBeGreaterThan(before * 1.3);
  await expect(page.getByRole("button", { name: "Follow" })).toBeVisible();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(page.locator(".insp-pane:not(.drawer)")).toHaveCount(1);
});

test("in large type what opens over the page is seen whole", async ({ page }) => {
  await open(page, "lang=en", { width: 1280, height: 720 });
  await page.keyboard.press("p");
  for (const key of ["?", "/", "g"]) {
    await page.keyboard.press(key);
    await expect(page.locator("dialog[open]")).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog[open]")).toHaveCount(0);
  }
});

test("on a phone the picture keeps its place from step to step, with numbers under a line and without", async ({
  page,
}) => {
  await open(page, "lang=zh", { width: 360, height: 740 });
  const places = new Set<string>();
  let numbers = 0;
  const next = page.getByRole("button", { name: "下一步" });
  while (await next.isEnabled()) {
    await next.click();
    numbers += await page.locator(".code .sent").count();
    places.add(JSON.stringify(await page.locator(".stage").boundingBox()));
  }
  expect(numbers).toBeGreaterThan(0);
  expect([...places]).toHaveLength(1);
});

test("an open drawer leaves what the step is about to be seen beside it", async ({ page }) => {
  await open(page, "lang=en", { width: 1000, height: 720 });
  const now = page.locator(".card.now").first();
  await page.getByRole("button", { name: "Open the inspector" }).click();
  await expect(page.locator(".drawn")).toBeVisible();
  const drawer = await page.locator(".drawer").boundingBox();
  await expect
    .poll(async () => {
      const box = await now.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    })
    .toBeLessThanOrEqual(drawer?.x ?? 0);
});

test("where no card fits beside an open drawer it lies over the code, and over nothing of the picture", async ({
  page,
}) => {
  await open(page, "lang=en", { width: 900, height: 720 });
  const stage = async () => (await page.locator(".stage").boundingBox())?.x ?? 0;
  const drawer = page.locator(".drawer");
  for (const large of [false, true]) {
    if (large) await page.locator("body").press("p");
    await page.setViewportSize({ width: large ? 1280 : 900, height: 720 });
    await page.getByRole("button", { name: "Open the inspector" }).click();
    await expect(page.locator(".drawn")).toBeVisible();
    const { x = 0, width = 0 } = (await drawer.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual((await stage()) + 1);
    await expect(page.locator(".card.now").first()).toBeInViewport({ ratio: 0.99 });
    await expect(page.locator(".cm-content")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(page.locator(".cm-content")).toBeVisible();
  }
});
