// Everything leads to what belongs to it: lines, expressions, nodes, steps, gradients, names.
import { expect, type Page, test } from "@playwright/test";
import { MEETING, recorded, scrubber, show, TWICE } from "./programs";

const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const outlined = (page: Page) => page.locator(".graph [data-linked]");
const marked = (page: Page) => page.locator("mark.link");
const line = (page: Page, number: number) => page.locator(".cm-line").nth(number - 1);

test("pointing at a line outlines its nodes, pointing at a node marks its expression", async ({
  page,
  request,
}) => {
  await show(page, await recorded(request, MEETING), 16);
  await line(page, 5).hover();
  await expect(page.locator(".graph [data-function][data-linked]")).toHaveCount(2);
  await expect(page.locator(".graph [data-tensor][data-linked]")).toHaveCount(2);
  await page.locator('[data-function="f2"]').hover();
  await expect(marked(page)).toHaveText("x ** 2");
  await expect(outlined(page)).toHaveCount(1);
  await page.locator("h1").hover();
  await expect(outlined(page)).toHaveCount(0);
  await expect(marked(page)).toHaveCount(0);
});

test("a chosen node keeps its expression marked, until nothing is chosen", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 16);
  await page.locator('[data-function="f2"]').click();
  await page.locator("h1").hover();
  await expect(marked(page)).toHaveText("x ** 2");
  await page.keyboard.press("Escape");
  await expect(marked(page)).toHaveCount(0);
});

test("in the frame a click on a line goes to its first step, the next to its next", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETING);
  await page.goto(`/embed/${id}?lang=en#step=16`);
  const code = page.locator('[data-line="5"] code');
  // The first click brings the player, which takes it up when it is there.
  for (const step of ["5", "6", "7", "5"]) {
    await code.click();
    await expect(scrubber(page)).toHaveValue(step);
  }
  await page.locator('[data-function="f3"]').hover();
  await expect(marked(page)).toHaveText("y * y");
});

test("a click on a gradient shows and lists what it is made of", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 13);
  await page.locator('[data-tensor="t2"] [data-grad]').click();
  await expect(inspector(page)).toContainText("Sent to the gradient of y");
  const parts = inspector(page).locator(".contributors li");
  await expect(parts).toHaveCount(2);
  await expect(parts.first()).toContainText("MulBackward0");
  await expect(parts.first()).toContainText("0.75");
  await expect(page.locator('[data-function][data-linked="chosen"]')).toHaveCount(1);
  await expect(page.locator('[data-edge][data-linked="chosen"]')).toHaveCount(2);
  await parts.first().getByRole("button", { name: "step 13" }).click();
  await expect(scrubber(page)).toHaveValue("13");
});

test("a leaf's gradient lists what every backward call added", async ({ page, request }) => {
  const made = await recorded(request, TWICE);
  await show(page, made, made.steps.length);
  await page.locator('[data-tensor="t1"] [data-grad]').click();
  const parts = inspector(page).locator(".contributors li");
  await expect(parts).toHaveCount(3);
  await expect(parts.first()).toContainText("backward 1");
  await expect(parts.last()).toContainText("backward 2");
});

test("a name that was bound anew leads to what it meant before", async ({ page, request }) => {
  const made = await recorded(request, TWICE);
  await show(page, made, made.steps.length);
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("x * x");
  await page.keyboard.press("Enter");
  const meanings = inspector(page).locator(".bindings li");
  await expect(meanings).toHaveCount(2);
  await expect(meanings.last()).toHaveAttribute("aria-current", "true");
  await meanings.first().getByRole("button", { name: "x * 2" }).click();
  await expect(inspector(page).locator(".bindings [aria-current]")).toContainText("x * 2");
});

test("what is found is gone to, chosen, and has the focus", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 1);
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("mean");
  const options = page.getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(inspector(page).getByRole("heading", { level: 2 })).toContainText("MeanBackward0");
  await expect(scrubber(page)).toHaveValue("8");
  await expect(page.locator(".pressable:focus")).toHaveCount(1);
});

test("a node is run to, by button, by key, and from its menu", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 1);
  await page.locator('[data-function="f2"]').click();
  await inspector(page).getByRole("button", { name: "Run to here, step 3" }).click();
  await expect(scrubber(page)).toHaveValue("3");
  await page.keyboard.press("r");
  await expect(scrubber(page)).toHaveValue("14");
  await page.locator('[data-function="f3"]').click({ button: "right" });
  const menu = page.getByRole("menu", { name: "MulBackward0" });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await menu.getByRole("menuitem", { name: "step 13" }).click();
  await expect(scrubber(page)).toHaveValue("13");
  await page.keyboard.press("m");
  await expect(page.getByRole("menu")).toBeVisible();
});

test("a name in the sentence leads to what it names", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 13);
  await page.locator(".narration").getByRole("link", { name: "y" }).first().click();
  await expect(inspector(page).getByRole("heading", { level: 2 })).toContainText("y");
  await expect(scrubber(page)).toHaveValue("13");
});
