// Moving through a recording: keys, chapters, previews, playing, and asking for a step.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { MEETING, recorded, scrubber, show, TWICE } from "./programs";

const preview = (page: Page) => page.locator(".preview");
const at = (page: Page, step: number) => expect(scrubber(page)).toHaveValue(String(step));

async function pointAt(page: Page, share: number) {
  const box = await scrubber(page).boundingBox();
  if (!box) throw new Error("no scrubber");
  await page.mouse.move(box.x + 9 + (box.width - 18) * share, box.y + box.height / 2);
}

test("every key moves as the list of keys says", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 5);
  await scrubber(page).focus();
  for (const [key, step] of [
    ["ArrowRight", 6],
    [".", 7],
    ["ArrowLeft", 6],
    [",", 5],
    ["End", 16],
    ["PageUp", 6],
    ["Home", 1],
    ["PageDown", 11],
  ] as const) {
    await page.keyboard.press(key);
    await at(page, step);
  }
  await page.keyboard.press("+");
  await expect(page.getByRole("button", { name: "How it is played" })).toHaveText("2×");
  await page.keyboard.press("g");
  await page.getByLabel("Step, 1 to 16").fill("99");
  await page.keyboard.press("Enter");
  await expect(page.getByText("A number from 1 to 16.")).toBeVisible();
  await page.getByLabel("Step, 1 to 16").fill("13");
  await page.keyboard.press("Enter");
  await at(page, 13);
  await expect(scrubber(page)).toHaveAttribute("aria-valuetext", "Step 13 of 16: backward, MulBackward0");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});

test("pointing at the track shows that step's sentence, and dragging goes there", async ({
  page,
  request,
}) => {
  await show(page, await recorded(request, MEETING), 3);
  await pointAt(page, 12 / 15);
  await expect(preview(page)).toContainText("13MulBackward0 receives 0.75 and sends 0.75 to both uses of y.");
  await expect(page.locator('[data-function][data-linked="hover"]')).toHaveCount(1);
  await at(page, 3);
  await page.mouse.down();
  await pointAt(page, 1);
  await page.mouse.up();
  await at(page, 16);
  await page.mouse.move(10, 300);
  await expect(preview(page)).toHaveCount(0);
});

test("chapters are gone to, previewed with the focus, and played alone, round and round", async ({
  page,
  request,
}) => {
  await show(page, await recorded(request, TWICE), 1);
  const second = page.getByRole("button", { name: "Backward 2", exact: true });
  await page.getByRole("button", { name: "Last step" }).focus();
  await second.focus();
  await expect(preview(page)).toContainText("y.sum().backward() starts from");
  await page.keyboard.press("Enter");
  await expect(page.locator(".badge")).toContainText("Backward 2");
  const first = Number(await scrubber(page).inputValue());

  await page.getByRole("button", { name: "How it is played" }).click();
  await page.getByLabel("4×").check();
  await page.getByLabel("this chapter").check();
  await page.getByLabel("Loop", { exact: true }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const seen = new Set<number>();
  await expect(async () => {
    seen.add(Number(await scrubber(page).inputValue()));
    expect(Math.max(...seen)).toBeGreaterThan(first + 1);
    expect(Number(await scrubber(page).inputValue())).toBe(first);
  }).toPass({ intervals: [40] });
  expect(Math.min(...seen)).toBe(first);
  await page.getByRole("button", { name: "Pause" }).click();
});

test("the step is read aloud when that is asked for, and only then", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 13);
  const live = page.locator('.telling [role="status"]');
  await scrubber(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(live).toHaveText("");
  await page.keyboard.press("s");
  await expect(live).toHaveText(
    "PowBackward0 receives 1.5 and sends 3 to x. The power rule: what arrives times the exponent, times the input to the power of the exponent minus one.",
  );
  await expect(page.locator(".time [aria-live]")).toHaveCount(0);
});

test("the graph is there as text, by key and by button, also on a phone", async ({ page, request }) => {
  const made = await recorded(request, MEETING);
  await show(page, made, 16);
  await page.keyboard.press("t");
  const text = page.getByRole("region", { name: "The graph as text" });
  await expect(text.getByRole("table", { name: "Tensors: 5" })).toContainText("3, 3, 3, 3");
  await expect(text.getByRole("table", { name: "Functions: 5" })).toContainText("PowBackward0");
  await expect(text.locator('[aria-current="step"]')).toContainText("16");
  const { violations } = await new AxeBuilder({ page }).include(".textview").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await text.getByRole("button", { name: "15", exact: true }).click();
  await at(page, 15);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(text).toBeVisible();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await expect(text).toHaveCount(0);
});

test("the address follows without a new entry in the history", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 2);
  const entries = await page.evaluate(() => history.length);
  await scrubber(page).focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/#step=16$/);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("in a frame keys act only once the player has the focus, and it takes none", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETING);
  await page.route("**/course.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<input id="mine" autofocus><iframe sandbox="allow-scripts" src="/embed/${id}?lang=en#step=3" width="720" height="420"></iframe>`,
    }),
  );
  await page.goto("/course.html");
  const frame = page.frameLocator("iframe");
  const slider = frame.locator('input[type="range"]');
  await expect(slider).toHaveValue("3");
  await expect(page.locator("#mine")).toBeFocused();
  await page.keyboard.press("End");
  await expect(slider).toHaveValue("3");
  await frame.locator("main").click({ position: { x: 700, y: 12 } });
  await page.keyboard.press("End");
  await expect(slider).toHaveValue("16");
  await page.keyboard.press("g");
  await frame.getByLabel("Step, 1 to 16").fill("4");
  await page.keyboard.press("Enter");
  await expect(slider).toHaveValue("4");
});
