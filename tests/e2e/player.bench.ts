// What a step, a jump and a first paint cost, by the browser's own trace. Writes what it found to BENCH_FOUND, as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { scrubber } from "./programs";

/** Steps are taken a few at a time, all along the recording: as many of each part of it as there are. */
const [STARTS, EACH] = [18, 8];
const SEEKS = 40;
const PAINTS = 7;
/** How long after a step its motion is watched, how often the screen changes in that time, and until when it is at rest. */
const MOTION_MS = 160;
const FRAME_MS = 1000 / 60;
const REST_MS = 640;

type Event = { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number };

/**
 * In ms by the main thread's own clock, in which other programs do not count: `work` until the frame after the one that
 * shows the step has been made, too; `motion` in each frame after that, while something moves; and `rest` of the longest
 * task after that, as what lies below the fold is drawn once the reader rests.
 */
type Cost = { work: number[]; motion: number[]; rest: number[] };

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
    await page.waitForTimeout(REST_MS);
  }
  const over = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await over;
  await session.detach();
  const marks = (name: string) => events.filter((event) => event.name === name);
  const [acts, followed] = [marks("acts"), marks("followed")];
  expect([acts.length, followed.length]).toEqual([ways.length, ways.length]);
  const tasks = marks("RunTask").filter(({ pid, tid }) => pid === acts[0]?.pid && tid === acts[0]?.tid);
  const endOf = ({ ts, dur }: Event) => ts + (dur ?? 0);
  // A frame is made in one task, in which its mark is set.
  const made = followed.map(({ ts }) =>
    endOf(tasks.find((task) => task.ts <= ts && endOf(task) >= ts) as Event),
  );
  const during = (from = Number.NaN, to = Number.NaN) =>
    tasks
      .filter((task) => endOf(task) > from && task.ts < to)
      .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  const between = (from?: number, to?: number) => during(from, to).reduce((sum, time) => sum + time, 0);
  const moved = made.map((end) => end + MOTION_MS * 1000);
  return {
    work: acts.map(({ ts }, n) => between(ts, made[n])),
    motion: made.map((end, n) => (between(end, moved[n]) * FRAME_MS) / MOTION_MS),
    rest: moved.map((end) => Math.max(...during(end, end + (REST_MS - MOTION_MS) * 1000))),
  };
}

/** Marks the beginning, goes there as the reader does, and marks the second frame after that. */
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
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("followed")));
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
  const walk: Record<"forward" | "backward", Cost> = {
    forward: { work: [], motion: [], rest: [] },
    backward: { work: [], motion: [], rest: [] },
  };
  for (let start = 0; start < STARTS; start++) {
    const from = 1 + Math.floor(((steps.length - 2 * EACH) * (start + 0.5)) / STARTS);
    await go(page, from);
    // What it came by, and in the first walk of all, what the engine has not seen before, do not count.
    for (let n = 0; n < (start === 0 ? EACH : 2); n++) await go(page, "on");
    await page.waitForTimeout(REST_MS);
    const cost = await costOf(page, Array<Way>(EACH).fill("on"));
    const into = walk[from < backward ? "forward" : "backward"];
    for (const key of ["work", "motion", "rest"] as const) into[key].push(...cost[key]);
  }
  const seek = await costOf(
    page,
    Array.from({ length: SEEKS }, (_, n) => 1 + Math.floor(steps.length * ((n * 0.618034) % 1))),
  );
  const [playground, stored] = [[], []] as { first: number; picture: number }[][];
  for (let n = 0; n < PAINTS; n++) {
    playground?.push(await painted(browser, `${baseURL}/?lang=en`));
    stored?.push(await painted(browser, address));
  }
  const found = { steps: steps.length, ...walk, seek, playground, stored };
  writeFileSync(process.env.BENCH_FOUND ?? "/dev/stdout", JSON.stringify(found));
});
