// What is told of a run: findings with their remedies.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { recorded, show } from "./programs";

const OVERWRITTEN = `import torch
x = torch.ones(2, requires_grad=True)
y = x.sigmoid()
y.mul_(2)
y.sum().backward()
`;

test("a run that went wrong opens its finding; the remedy is applied, runs, and can be undone", async ({
  page,
  request,
}) => {
  const made = await recorded(request, OVERWRITTEN);
  await show(page, made, made.steps.length);
  await expect(page.getByRole("tab", { name: "Findings 1" })).toHaveAttribute("aria-selected", "true");
  const finding = page.getByRole("article");
  await expect(finding).toContainText("was changed after");
  await expect(finding.locator("ins").first()).toContainText("y = y.clone()");
  await finding.getByText("torch’s own words").click();
  await expect(finding).toContainText("modified by an inplace operation");
  const checked = await new AxeBuilder({ page }).analyze();
  expect(checked.violations).toEqual([]);

  await finding.getByRole("button", { name: "line 4" }).first().click();
  await expect(page.locator(".cm-content .on").first()).toContainText("y.mul_(2)");

  await finding.getByRole("button", { name: "Apply and run" }).first().click();
  await expect(page.locator(".top")).toContainText("Finished");
  await expect(page.locator(".cm-content")).toContainText("y = y.clone()");
  await expect(page.getByRole("tab", { name: "Findings 0" })).toBeVisible();
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator(".cm-content")).not.toContainText("y = y.clone()");
});

test("operands that do not fit are drawn, and what was found is marked on its card", async ({
  page,
  request,
}) => {
  const made = await recorded(
    request,
    "import torch\na = torch.ones(2, 3)\nb = torch.ones(4, 5)\nc = a @ b\n",
  );
  await show(page, made, made.steps.length);
  await expect(page.locator(".misfit")).toHaveText(["3does not fit", "4does not fit"]);
  await page.getByRole("tab", { name: /^Ledger/ }).click();
  await page.locator(".finding-mark [role=button]").first().click();
  await expect(page.getByRole("article")).toBeFocused();
});
