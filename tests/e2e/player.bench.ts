// What a step, a jump and a first paint cost, by the browser's own trace. Writes what it found to BENCH_FOUND, as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { scrubber } from "./programs";

const STEPS = 60;
const SEEKS = 40;
const PAINTS = 7;
/** How long after both its motion is watched, and how often the screen changes in that time. */
const MOTION_MS = 160;
const FRAME_MS = 1000 / 60;

type Event = { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number };

/**
 * In ms by the main thread's own clock, in which other programs do not count: `work` until the frame that shows the step
 * in the picture has been made, `beside` until the one after it, in which the panels follow, and `motion` in each frame
 * after that, while something moves.
 */
type Cost = { work: number[]; beside: number[]; motion: number[] };

/** Where to go: one step on, or to a position. */
type Way = "on" | number;

async function costOf(page: Page, ways: Way[]): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  const events: Event[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Event[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["blink.user_timing", "disabled-by-default-devtools.timeline"] },
  });
  for (const way of ways) {
    await go(page, way);
    await page.waitForTimeout(2 * MOTION_MS);
  }
  const over = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await over;
  await session.detach();
  const marks = (name: string) => events.filter((event) => event.name === name);
  const [acts, shown, followed] = [marks("acts"), marks("shown"), marks("followed")];
  expect([acts.length, shown.length, followed.length]).toEqual(Array(3).fill(ways.length));
  const tasks = marks("RunTask").filter(({ pid, tid }) => pid === acts[0]?.pid && tid === acts[0]?.tid);
  const endOf = ({ ts, dur }: Event) => ts + (dur ?? 0);
  // A frame is made in one task, in which its mark is set.
  const made = (marks: Event[]) =>
    marks.map(({ ts }) => endOf(tasks.find((task) => task.ts <= ts && endOf(task) >= ts) as Event));
  const [first, second] = [made(shown), made(followed)];
  const between = (from = Number.NaN, to = Number.NaN) =>
    tasks
      .filter((task) => endOf(task) > from && task.ts < to)
      .reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0) / 1000, 0);
  return {
    work: acts.map(({ ts }, n) => between(ts, first[n])),
    beside: first.map((end, n) => between(end, second[n])),
    motion: second.map((end) => (between(end, end + MOTION_MS * 1000) * FRAME_MS) / MOTION_MS),
  };
}

/** Marks the beginning, goes there as the reader does, and marks the two frames after that. */
const go = (page: Page, way: Way) =>
  scrubber(page).evaluate((range, to) => {
    performance.mark("acts");
    if (to === "on")
      range.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }),
      );
    else {
      (range as HTMLInputElement).value = String(to);
      range.dispatchEvent(new window.Event("input", { bubbles: true }));
    }
    requestAnimationFrame(() => {
      performance.mark("shown");
      requestAnimationFrame(() => performance.mark("followed"));
    });
  }, way);

/** Milliseconds from the navigation to the first paint with content, and to the first card of the picture; nothing is cached. */
async function painted(browser: Browser, address: string): Promise<{ first: number; picture: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[data-tensor]")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark("picture")));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  const times = await page.waitForFunction(() => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    const [picture] = performance.getEntriesByName("picture");
    return first && picture ? { first: first.startTime, picture: picture.startTime } : null;
  });
  const found = await times.jsonValue();
  await context.close();
  if (!found) throw new Error("nothing was painted");
  return found;
}

test("the player's speed", async ({ browser, page, request, baseURL }) => {
  const source = readFileSync(process.env.BENCH_PROGRAM ?? "", "utf8");
  const answer = await request.post("/api/v1/graphs", { data: { source } });
  expect(answer.ok()).toBe(true);
  const { id, steps } = (await answer.json()) as { id: string; steps: { type: string }[] };
  const backward = steps.findIndex(({ type }) => type === "node") + 1;
  const address = `${baseURL}/g/${id}?lang=en#step=${backward}`;

  await page.goto(address);
  await expect(scrubber(page)).toHaveValue(String(backward));
  await expect(page.locator(".cm-content .on").first()).toBeVisible();
  const walk = async (from: number) => {
    await go(page, from);
    // The engine has seen all this before it counts.
    for (let n = 0; n < 10; n++) await go(page, "on");
    await page.waitForTimeout(2 * MOTION_MS);
    return costOf(page, Array<Way>(STEPS).fill("on"));
  };
  const [forward, back] = [await walk(1), await walk(backward)];
  const seek = await costOf(
    page,
    Array.from({ length: SEEKS }, (_, n) => 1 + Math.floor(steps.length * ((n * 0.618034) % 1))),
  );
  const [playground, stored] = [[], []] as { first: number; picture: number }[][];
  for (let n = 0; n < PAINTS; n++) {
    playground?.push(await painted(browser, `${baseURL}/?lang=en`));
    stored?.push(await painted(browser, address));
  }
  const found = { steps: steps.length, forward, backward: back, seek, playground, stored };
  writeFileSync(process.env.BENCH_FOUND ?? "/dev/stdout", JSON.stringify(found));
});
