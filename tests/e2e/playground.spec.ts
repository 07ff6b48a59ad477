// What else a reader meets: refusals, errors, long runs, and the frame in another page.
import { expect, type Page, test } from "@playwright/test";

const editor = (page: Page) => page.locator(".cm-content");
const scrubber = (page: Page) => page.locator('input[type="range"]');

async function run(page: Page, source: string) {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(source);
  await page.keyboard.press("ControlOrMeta+Enter");
}

test.beforeEach(async ({ page }) => {
  await page.goto("/?lang=en");
  await expect(scrubber(page)).toHaveAttribute("max", /^\d+$/);
  await expect(editor(page)).toBeVisible();
});

test("a refused program is marked at every place, and the graph before it stays", async ({ page }) => {
  await run(page, "import torch\nimport socket\nopen('x')\n");
  await expect(page.getByText("socket").nth(1)).toBeVisible();
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(2);
  await expect(page.locator("[data-tensor]").first()).toBeVisible();
});

test("an error of the program keeps the graph so far and names its line", async ({ page }) => {
  await run(page, "import torch\nx = torch.ones(2)\nz = (x * 3).sum()\nz.backward()\n");
  await expect(page.getByText(/RuntimeError.*line 4/).first()).toBeVisible();
  await expect(page.locator("[data-tensor]")).toHaveCount(3);
});

test("a run that takes long says how far it is, can be cancelled, and the next one works at once", async ({
  page,
}) => {
  await expect(page.getByText(/^Finished, \d+ steps$/)).toBeVisible();
  const shown = await page.locator("[data-tensor]").count();
  const said = page.locator(".status[role=status]");
  await run(page, "import torch\nx = torch.ones(1)\nwhile True:\n    pass\n");
  await expect(said).toContainText(/^Running · [\d,]+ steps? so far/);
  // Where it is is heard, the steps are only seen.
  await expect(said.locator("[aria-hidden=true]", { hasText: "steps so far" })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(said).toContainText("Cancelled. What you see is the last run.");
  expect(await page.locator("[data-tensor]").count()).toBe(shown);
  await run(page, "while True:\n    pass\n");
  await page.getByRole("button", { name: "Cancel" }).click();
  await run(page, "import torch\nx = torch.ones(1, requires_grad=True)\n(x * 2).backward()\n");
  await expect(page.getByText(/^Finished, \d+ steps$/)).toBeVisible();
});

test("an example is chosen, run and shown with its steps", async ({ page }) => {
  await page.getByRole("button", { name: /Examples/ }).click();
  await page.getByText("Gradients accumulate until they are zeroed").click();
  await expect(editor(page)).toContainText("out2.backward()");
  await expect(page.getByText("Backward 3")).toHaveCount(1);
});

test("clicking a function tells what it received, sent and saved", async ({ page }) => {
  await scrubber(page).focus();
  await page.keyboard.press("End");
  await page.locator('[data-function="f2"]').click();
  const inspector = page.getByRole("complementary");
  await expect(inspector).toContainText("PowBackward0");
  await expect(inspector).toContainText("Gradient out");
  await expect(inspector.locator("table.numbers.grad").last()).toHaveText("3333");
});

test("the frame plays a stored recording without an editor, also where it may store nothing", async ({
  page,
  request,
}) => {
  const answer = await request.post("/api/v1/graphs", {
    data: { source: "import torch\nx = torch.ones(1, requires_grad=True)\n(x * 2).backward()\n" },
  });
  const { id } = await answer.json();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.route("**/course.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<iframe sandbox="allow-scripts" src="/embed/${id}?lang=zh#step=3" width="720" height="420"></iframe>`,
    }),
  );
  await page.goto("/course.html");
  const frame = page.frameLocator("iframe");
  await expect(frame.locator('input[type="range"]')).toHaveValue("3");
  await expect(frame.locator(".cm-content")).toHaveCount(0);
  await frame.locator('input[type="range"]').focus();
  await page.keyboard.press("End");
  await expect(frame.locator('[data-tensor="t1"] [data-part="grad"]')).toHaveText("2");
  expect(problems).toEqual([]);
});

test("the language of an address outlasts a run, and what the reader chooses instead outlasts a new load", async ({
  page,
}) => {
  const spoken = () => page.evaluate(() => document.documentElement.lang);
  await page.goto("/?lang=zh&theme=dark");
  await expect(editor(page)).toBeVisible();
  await run(page, "import torch\nx = torch.ones(2)\n");
  await expect(page).toHaveURL(/\/g\/[a-z2-7]{26}\?lang=zh&theme=dark#step=1$/);
  await page.reload();
  await expect(editor(page)).toBeVisible();
  expect(await spoken()).toBe("zh");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page).toHaveURL(/\?lang=en&theme=dark#step=1$/);
  await page.reload();
  await expect(editor(page)).toBeVisible();
  expect(await spoken()).toBe("en");
});
