// What a page loads before the reader does anything, packed as a server packs it, and that a frame becomes a player.
import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { LEAVES, recorded, scrubber } from "./programs";

/** kB of script and of style that come until the page rests. */
async function weigh(page: Page, address: string): Promise<{ script: number; style: number }> {
  const parts: Promise<[kind: string, size: number]>[] = [];
  page.on("response", (response) => {
    const kind = /\.(js|css)$/.exec(new URL(response.url()).pathname)?.[1];
    if (kind) parts.push(response.body().then((body) => [kind, gzipSync(body, { level: 9 }).length / 1000]));
  });
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(parts);
  const sum = (wanted: string) =>
    sizes.reduce((total, [kind, size]) => total + (kind === wanted ? size : 0), 0);
  return { script: sum("js"), style: sum("css") };
}

for (const lang of ["en", "zh"])
  test(`a frame in ${lang} shows a recording's beginning with little script and style`, async ({
    page,
    request,
  }) => {
    const { id } = await recorded(request, LEAVES);
    const { script, style } = await weigh(page, `/embed/${id}?lang=${lang}`);
    await expect(page.locator(".card.now")).toBeVisible();
    expect(script).toBeLessThan(25);
    // The aim is 3: what is left are the colours of two themes and the boxes of what is seen.
    expect(style).toBeLessThan(3.6);
  });

test("a picture of a later step brings what it needs, and still no player", async ({ page, request }) => {
  const { id, steps } = await recorded(request, LEAVES);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=${steps.length - 2}`);
  await expect(page.locator("main[data-phase=backward]")).toBeVisible();
  // With what tells findings, and the map of a large picture: a piece of their own would cost every frame more.
  expect(script).toBeLessThan(34.5);
});

const MEETS = `import torch
x = torch.tensor(2.0, requires_grad=True)
(x * x).backward()
(x * 3).backward()
`;
const LONG = `import torch
x = torch.ones((), requires_grad=True)
${"x = x * 2\n".repeat(70)}`;

test("a picture with findings tells the one of its step, and still has no player", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETS);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=11`);
  await expect(page.locator(".found")).toBeVisible();
  await expect(page.locator(".fm")).not.toHaveCount(0);
  expect(script).toBeLessThan(37);
});

test("a large picture has its map, and still no player", async ({ page, request }) => {
  const { id } = await recorded(request, LONG);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=40`);
  await expect(page.locator(".minimap-seen")).toBeVisible();
  await expect(page.locator(".card.now")).toBeVisible();
  expect(script).toBeLessThan(37);
});

test("the player takes over where the still picture was, and nothing moves", async ({ page, request }) => {
  const { id } = await recorded(request, LEAVES);
  await weigh(page, `/embed/${id}?lang=en`);
  const places = () =>
    page.locator(".embed [data-tensor], .embed .tk, .embed button:visible").evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join();
      }),
    );
  const before = await places();
  await page.mouse.move(5, 5);
  await expect(scrubber(page)).toHaveAttribute("aria-valuetext", /a leaf appears/);
  expect(await places()).toEqual(before);
});

test("what is pressed before the player is there happens once it is", async ({ page, request }) => {
  const { id } = await recorded(request, LEAVES);
  // Slowly, so that presses come before the player.
  await page.route(/framed-.*\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 600));
    await route.continue();
  });
  await weigh(page, `/embed/${id}?lang=en`);
  const next = page.getByRole("button", { name: "Next step" });
  await next.click();
  await next.click();
  await page.keyboard.press("ArrowRight");
  await expect(scrubber(page)).toHaveValue("1");
  await expect(scrubber(page)).toHaveValue("4");
});

/** The scripts that a page's own text names, before any of them has run. */
async function named(page: Page, address: string): Promise<string[]> {
  const html = await (await page.request.get(address)).text();
  return [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = ""]) => path);
}

for (const lang of ["en", "zh"])
  test(`the playground's page in ${lang} is there before what it shows of a recording, and before the editor`, async ({
    page,
  }) => {
    const sizes = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith(".js"))
        sizes.set(
          pathname,
          response.body().then((body) => gzipSync(body, { level: 9 }).length / 1000),
        );
    });
    const first = await named(page, "/");
    await page.goto(`/?lang=${lang}`);
    await expect(page.locator(".cm-content")).toBeVisible();
    await expect(page.locator("[data-tensor]").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    const sum = async (wanted: (path: string) => boolean) =>
      (await Promise.all([...sizes].map(async ([path, size]) => (wanted(path) ? await size : 0)))).reduce(
        (total, size) => total + size,
        0,
      );
    const words = (path: string) => path.includes(`Words.${lang}`);
    const editor = (path: string) => /\/(mount|torchNames)/.test(path);
    expect(await sum((path) => first.includes(path) || words(path))).toBeLessThan(40);
    expect(await sum((path) => !editor(path))).toBeLessThan(105);
    expect(await sum((path) => path.includes("/mount-"))).toBeLessThan(150);
  });
