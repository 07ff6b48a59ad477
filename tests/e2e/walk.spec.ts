// What the product is for: type a program, run it, walk its backward pass, and share the step.
import { expect, type Page, test } from "@playwright/test";

const PROGRAM = `import torch

x = torch.ones(2, 2, requires_grad=True)
y = x ** 2
z = y * y * 3
out = z.mean()
out.backward()
`;

const LANGUAGES = [
  { lang: "en", button: "English", backward: "Backward", step: /Step 16 of 16/ },
  { lang: "zh", button: "中文", backward: "反向", step: /第 16 步/ },
];

async function typeProgram(page: Page, source: string) {
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(source);
}

const gradientOfX = (page: Page) => page.locator('[data-tensor="t1"] [data-part="grad"]').first();
const scrubber = (page: Page) => page.locator('input[type="range"]');

for (const { lang, button, backward, step } of LANGUAGES) {
  test(`a program is typed, run, walked to the end and back, and shared (${lang})`, async ({ page }) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));

    await page.goto("/");
    await page.getByRole("button", { name: button }).click();
    await typeProgram(page, PROGRAM);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/g\/[a-z2-7]{26}/);
    const address = new URL(page.url()).pathname;
    await expect(scrubber(page)).toHaveAttribute("max", "16");

    await expect(gradientOfX(page)).toContainText("None");
    await scrubber(page).focus();
    for (let k = 1; k < 16; k++) await page.keyboard.press("ArrowRight");
    await expect(scrubber(page)).toHaveValue("16");
    await expect(scrubber(page)).toHaveAttribute("aria-valuetext", step);
    await expect(gradientOfX(page)).toHaveText(/^\D*3\D*3\D*3\D*3\D*$/);
    await expect(page.getByText(backward).first()).toBeVisible();

    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(scrubber(page)).toHaveValue("14");
    await expect(gradientOfX(page)).toContainText("None");

    await page.keyboard.press("ArrowRight");
    await expect(gradientOfX(page)).toHaveText(/^\D*3\D*3\D*3\D*3\D*$/);
    await expect(page).toHaveURL(/#step=15$/);

    await page.goto(`${address}#step=15`);
    await page.reload();
    await expect(scrubber(page)).toHaveValue("15");
    await expect(gradientOfX(page)).toHaveText(/^\D*3\D*3\D*3\D*3\D*$/);
    expect(problems).toEqual([]);
  });
}
