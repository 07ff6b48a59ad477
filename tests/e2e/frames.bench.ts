// How soon ten frames of one page are ready, with nothing cached and with everything. Writes what it found to BENCH_FOUND, as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { HEARING, heard, test } from "./hosts";

const FRAMES = 10;
const TIMES = 7;

/** Keeps when each frame was ready, in ms since the page was asked for. */
const WATCH = `${HEARING}<script>
  window.ready = [];
  addEventListener("message", ({ data }) => data?.type === "ready" && ready.push(performance.now()));
</script>`;

async function lastReady(page: Page): Promise<number> {
  await expect.poll(async () => (await heard(page, "ready")).length).toBe(FRAMES);
  return page.evaluate(() => Math.max(...(window as unknown as { ready: number[] }).ready));
}

test("ten frames on a page", async ({ browser, request, baseURL, host }) => {
  const source = readFileSync(process.env.BENCH_PROGRAM ?? "", "utf8");
  const answer = await request.post("/api/v1/graphs", { data: { source } });
  expect(answer.ok()).toBe(true);
  const { id } = (await answer.json()) as { id: string };
  const frame = `<iframe src="${baseURL}/embed/${id}?lang=en" width="720" height="480" sandbox="allow-scripts"></iframe>`;
  const [fresh, again]: number[][] = [[], []];
  for (let n = 0; n < TIMES; n++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await host(page, WATCH + frame.repeat(FRAMES));
    fresh?.push(await lastReady(page));
    await page.reload();
    again?.push(await lastReady(page));
    await context.close();
  }
  writeFileSync(process.env.BENCH_FOUND ?? "/dev/stdout", JSON.stringify({ fresh, again }));
});
