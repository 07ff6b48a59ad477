// <gradwalk-player> in pages of another site: sized by its frame, led by its attributes, and a picture where no script runs.
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { test } from "./hosts";
import { MEETING, recorded, scrubber } from "./programs";

type Player = HTMLElement & { step: number; seek(step: number): void; play(): void; pause(): void };

const LISTENING = `<script>
  window.told = [];
  for (const type of ["ready", "step", "finished"])
    addEventListener(type, ({ detail, target }) => told.push({ type, id: target.id, ...detail }), true);
</script>`;

const told = (page: Page, type: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { told: { type: string; step: number }[] }).told.filter(
        (one) => one.type === wanted,
      ),
    type,
  );

const frameOf = (page: Page) => page.locator("gradwalk-player").first().locator("iframe").contentFrame();

test("a player is as high as its frame wants to be, follows its attributes, and tells of its steps", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { id, steps } = await recorded(request, MEETING);
  await host(
    page,
    `${LISTENING}<script src="${baseURL}/gradwalk-player.js" async></script>
     <gradwalk-player id="mine" recording="${id}" step="4" lang="en" theme="light" title="y * y" style="width: 700px">
       <a href="${baseURL}/g/${id}"><img src="${baseURL}/embed/${id}.svg" alt="y * y"></a>
     </gradwalk-player>`,
  );
  await expect.poll(() => told(page, "ready")).toEqual([{ type: "ready", id, step: 4, steps: steps.length }]);
  const player = page.locator("gradwalk-player");
  const frame = player.locator("iframe");
  await expect(frame).toHaveAttribute("title", "y * y");
  await expect(frame).not.toHaveAttribute("sandbox", /same-origin/);
  await expect(page.locator("gradwalk-player img")).toBeHidden();
  const high = async () => (await frame.boundingBox())?.height ?? 0;
  await expect.poll(high).not.toBe(480);
  const wide = await high();
  expect(wide).toBeGreaterThan(300);

  await player.evaluate((one) => one.setAttribute("step", "12"));
  await expect(scrubber(page.frames()[1] as never)).toHaveValue("12");
  await player.evaluate((one) => one.setAttribute("lang", "zh"));
  await expect(frameOf(page).getByRole("button", { name: "播放" })).toBeVisible();
  await player.evaluate((one) => one.setAttribute("theme", "dark"));
  await expect(frameOf(page).locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await told(page, "ready")).toHaveLength(1);
  await player.evaluate((one: Player) => one.seek(1e5));
  await expect.poll(async () => (await told(page, "finished")).length).toBe(1);
  expect(await player.evaluate((one: Player) => one.step)).toBe(steps.length);
  // Narrower, it is higher.
  await player.evaluate((one) => {
    one.style.width = "360px";
  });
  await expect.poll(high).toBeGreaterThan(wide);
  // What a frame cannot be told has it loaded anew.
  await player.evaluate((one) => one.setAttribute("code", "0"));
  await expect.poll(async () => (await told(page, "ready")).length).toBe(2);
  await expect(frameOf(page).locator(".ed")).toHaveCount(0);
  await player.evaluate((one) => one.setAttribute("height", "300"));
  await expect.poll(high).toBe(300);
});

test("a player takes a recording's address, and none that is no recording's", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { id } = await recorded(request, MEETING);
  const bad = ["javascript:alert(1)", "data:text/html,x", `${baseURL}/docs`, `${baseURL}/g/ABC`, ""];
  await host(
    page,
    `<base href="https://elsewhere.example/">
     <gradwalk-player src="${baseURL}/g/${id}#step=3" lang="en"></gradwalk-player>
     ${bad.map((src) => `<gradwalk-player class="bad" src="${src}"><b>instead</b></gradwalk-player>`).join("")}
     <gradwalk-player class="bad" recording='"><script>alert(1)</script>'><b>instead</b></gradwalk-player>
     <script src="${baseURL}/gradwalk-player.js"></script>`,
  );
  await expect(page.locator("iframe")).toHaveCount(1);
  await expect(page.locator("iframe")).toHaveAttribute("src", `${baseURL}/embed/${id}?lang=en#step=3`);
  await expect(frameOf(page).locator("[data-tensor]").first()).toBeVisible();
  for (const shown of await page.locator(".bad b").all()) await expect(shown).toBeVisible();
});

test("a player in a page without scripts is the picture that stands in it", async ({
  browser,
  request,
  baseURL,
  host,
}) => {
  const { id } = await recorded(request, MEETING);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await host(
    page,
    `<gradwalk-player recording="${id}"><img src="${baseURL}/embed/${id}.svg" alt="graph"></gradwalk-player>`,
  );
  await expect
    .poll(() => page.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await context.close();
});

test("the element's script is small", async ({ request }) => {
  const script = await (await request.get("/gradwalk-player.js")).body();
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(2000);
});

test("what is printed of players far away, or of loaded ones, is their picture", async ({
  page,
  request,
  baseURL,
  host,
}) => {
  const { id, steps } = await recorded(request, MEETING);
  const fetched: string[] = [];
  page.on("request", (one) => /\.svg/.test(one.url()) && fetched.push(one.url()));
  const far = '<p style="height: 6000px">far</p>';
  const given = `<a href="${baseURL}/g/${id}"><img src="${baseURL}/embed/${id}.svg?step=9" alt="given"></a>`;
  await host(
    page,
    `<script src="${baseURL}/gradwalk-player.js"></script>
     <gradwalk-player recording="${id}" step="4" lang="zh" title="near"></gradwalk-player>
     ${far}<gradwalk-player recording="${id}" step="5" theme="dark" title="drawn">
     </gradwalk-player>
     ${far}<gradwalk-player recording="${id}" step="6">${given}</gradwalk-player>`,
  );
  await expect(frameOf(page).locator("[data-tensor]").first()).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(1);
  await expect(page.locator("gradwalk-player img[alt=given]")).toBeHidden();
  // A picture that is not printed is not fetched, but for the one that the page has itself.
  expect(fetched).toEqual([`${baseURL}/embed/${id}.svg?step=9`]);

  await page.emulateMedia({ media: "print" });
  await expect(page.locator("iframe")).toBeHidden();
  for (const [alt, address] of [
    ["near", `${baseURL}/embed/${id}.svg?step=4&lang=zh`],
    ["drawn", `${baseURL}/embed/${id}.svg?step=5&theme=dark`],
    ["given", `${baseURL}/embed/${id}.svg?step=9`],
  ] as const) {
    const picture = page.locator(`gradwalk-player img[alt="${alt}"]`);
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toBeVisible();
    await expect(picture).toHaveJSProperty("src", address);
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
  }
  await expect(page.locator("gradwalk-player img")).toHaveCount(3);

  // On the screen again, nothing has changed.
  await page.emulateMedia({ media: "screen" });
  await expect(page.locator("gradwalk-player img[alt=given]")).toBeHidden();
  await page.locator("gradwalk-player").last().scrollIntoViewIfNeeded();
  await expect(
    scrubber(page.locator("gradwalk-player").last().locator("iframe").contentFrame() as never),
  ).toHaveValue("6");
  expect(steps.length).toBeGreaterThan(6);
});
