// Pages as course authors have them: many frames, old markup, dark themes. Nothing moves, nothing complains, nothing waits.
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { HEARING, heard, test } from "./hosts";
import { MEETING, recorded } from "./programs";

const frames = (src: string, count: number, loading: "lazy" | "eager") =>
  Array.from(
    { length: count },
    (_, n) =>
      `<p>Exercise ${n + 1}</p><iframe src="${src}#step=${1 + (n % 10)}" width="720" height="480" loading="${loading}" sandbox="allow-scripts"></iframe>`,
  ).join("");

function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(String(error)));
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && found.push(message.text()),
  );
  return found;
}

/** Counts what moves by itself in a page and in its frames, and how much. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & Record<string, unknown>;
        if (!hadRecentInput) shifts.push(String(value));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

const loadedIn = (page: Page) => page.frames().filter((frame) => frame.url().includes("/embed/"));

const shiftsIn = async (page: Page) =>
  (
    await Promise.all(
      [page.mainFrame(), ...loadedIn(page)].map((frame) =>
        frame.evaluate(() => (window as unknown as { shifts?: string[] }).shifts),
      ),
    )
  ).flat();

/** A recording to frame, and what the page that is to do so will complain of; its shifts are counted, too. */
async function watched(page: Page, request: APIRequestContext): Promise<{ found: string[]; id: string }> {
  const found = complaints(page);
  await watchShifts(page);
  return { found, id: (await recorded(request, MEETING)).id };
}

/** How many frames a page has loaded, once each of them is ready. */
async function loaded(page: Page): Promise<number> {
  await expect
    .poll(async () => {
      const ready = (await heard(page, "ready")).length;
      return ready >= 2 && ready === loadedIn(page).length;
    })
    .toBe(true);
  return loadedIn(page).length;
}

test("of thirty lazy frames a page first loads those that the browser takes for near", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { found, id } = await watched(page, request);
  await page.setViewportSize({ width: 1280, height: 800 });
  await host(page, HEARING + frames(`${baseURL}/embed/${id}?lang=en`, 30, "lazy"));
  // Chromium's own measure is 2500 px.
  expect(await loaded(page)).toBeLessThanOrEqual(8);
  expect(await shiftsIn(page)).toEqual([]);
  await page.locator("iframe").nth(20).scrollIntoViewIfNeeded();
  await expect.poll(async () => (await heard(page, "ready")).some(({ frame }) => frame === 20)).toBe(true);
  expect(found).toEqual([]);
});

test("of thirty players a page first loads four, and nothing moves", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { found, id } = await watched(page, request);
  await page.setViewportSize({ width: 1280, height: 800 });
  const one = `<p>Exercise</p><gradwalk-player recording="${id}" lang="en" height="480"></gradwalk-player>`;
  await host(page, `${HEARING}<script src="${baseURL}/gradwalk-player.js"></script>${one.repeat(30)}`);
  expect(await loaded(page)).toBeLessThanOrEqual(4);
  expect(await shiftsIn(page)).toEqual([]);
  await page.locator("gradwalk-player").nth(20).scrollIntoViewIfNeeded();
  await expect(
    page.locator("gradwalk-player").nth(20).locator("iframe").contentFrame().locator("[data-tensor]").first(),
  ).toBeVisible();
  expect(found).toEqual([]);
});

test("ten frames at once are all there, and nothing in them moves", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { found, id } = await watched(page, request);
  await host(page, HEARING + frames(`${baseURL}/embed/${id}?lang=zh`, 10, "eager"));
  await expect
    .poll(async () => new Set((await heard(page, "ready")).map(({ frame }) => frame)).size)
    .toBe(10);
  expect(await shiftsIn(page)).toEqual([]);
  expect(found).toEqual([]);
});

for (const [theme, paper] of [
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(29, 31, 34)"],
] as const)
  test(`a frame has its own ground in ${theme} on a dark page in quirks mode`, async ({
    page,
    request,
    baseURL,
    host,
  }) => {
    const { id } = await recorded(request, MEETING);
    const src = `${baseURL}/embed/${id}?lang=en&theme=${theme}`;
    await host(
      page,
      `<style>:root { color-scheme: dark } body { background: #202020; color: #ddd } * { font-size: 9px; line-height: 3 }</style>
       <font color=red><center><table height=100%><tr><td>${HEARING}<iframe src="${src}" width=720 height=480 frameborder=0 sandbox="allow-scripts"></iframe></table>`,
      "",
    );
    expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
    await expect.poll(async () => (await heard(page, "ready")).length).toBe(1);
    const frame = page.frameLocator("iframe");
    const styled = frame.locator(".time");
    await expect(styled).toHaveCSS("background-color", paper);
    expect(await frame.locator("html").evaluate((root) => getComputedStyle(root).colorScheme)).toBe(theme);
    expect(await frame.locator("html").evaluate((root) => root.ownerDocument.compatMode)).toBe("CSS1Compat");
    // Every corner of the picture is the frame's own, and nothing of the page shows through.
    const corner = await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(corner).toBe(theme === "light" ? "rgb(246, 244, 239)" : "rgb(20, 21, 23)");
    await frame.locator(".ed").hover();
    await expect(frame.locator('input[type="range"]')).toBeVisible();
  });
