// What is told of a run: findings with their remedies, rules with numbers, Jacobians, memory.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { MEETING, recorded, show } from "./programs";

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

test("a rule is worked out element by element, and the Jacobian that is asked for gives the same", async ({
  page,
  request,
}) => {
  await show(page, await recorded(request, MEETING), 13);
  const inspector = page.getByRole("complementary");
  await expect(inspector.locator("math")).toHaveCount(2);
  await inspector.getByRole("button", { name: "element [0, 1], 0.75" }).first().click();
  await expect(inspector.locator(".spelled").first()).toContainText("grad[0, 1] × other[0, 1]");
  await expect(inspector.locator(".spelled").first()).toContainText("= 0.75 × 1 = 0.75");

  await inspector.getByRole("button", { name: "Compute the Jacobian" }).click();
  await expect(inspector.getByRole("table", { name: /^Jacobian of MulBackward0 by self/ })).toBeVisible();
  await expect(inspector).toContainText("The identity");
  await inspector.getByRole("button", { name: "element 3, 0.75" }).first().click();
  await expect(inspector.locator(".jacobian .spelled").first()).toContainText("v·J[3] = 0.75 × 1 = 0.75");
  const checked = await new AxeBuilder({ page }).analyze();
  expect(checked.violations).toEqual([]);
});

test("what no short formula says is shown with the entries of the Jacobian, of complex numbers in parts", async ({
  page,
  request,
}) => {
  const source = `import torch
x = torch.tensor([1.0, 2.0, -1.0, 0.5], requires_grad=True)
torch.fft.fft(x).abs().sum().backward()
`;
  const made = await recorded(request, source);
  await show(page, made, made.steps.map(({ type }) => type).lastIndexOf("node") + 1);
  const inspector = page.getByRole("complementary");
  await inspector.getByRole("button", { name: "Show element by element" }).click();
  await inspector.getByRole("button", { name: "element [1], 3.2" }).click();
  const spelled = inspector.locator(".equation .spelled");
  await expect(spelled).toContainText("Re\u00a0grad[2] ×\u00a0Re\u00a0J[2]");
  await expect(spelled).toContainText("0.6 ×\u00a01 =\u00a03.2");
  await expect(inspector.locator(".equation .term:not(.grad) td.part")).toHaveCount(4);
  await expect(inspector).toContainText("entries of the Jacobian at this step’s values");
  const checked = await new AxeBuilder({ page }).analyze();
  expect(checked.violations).toEqual([]);
});

test("of a window it is shown which numbers meet, and what the rule has its own names for is said after", async ({
  page,
  request,
}) => {
  const source = `import torch
image = torch.arange(9.0).reshape(1, 1, 3, 3).requires_grad_()
kernel = torch.tensor([[[[1.0, -2.0], [3.0, 4.0]]]])
out = torch.nn.functional.layer_norm(torch.conv2d(image, kernel), (2, 2))
out.exp().sum().backward()
`;
  const made = await recorded(request, source);
  const node = made.steps.map(({ type }) => type).lastIndexOf("node");
  const at = async (step: number) => {
    await page.goto(`/g/${made.id}?lang=en#step=${step}`);
    await expect(page.getByRole("slider", { name: "Step" })).toHaveValue(String(step));
  };
  await at(node + 1);
  const inspector = page.getByRole("complementary");
  const spelled = inspector.locator(".spelled").first();
  await inspector
    .getByRole("button", { name: /^element \[0, 0, 0, 1\]/ })
    .first()
    .click();
  await expect(spelled).toContainText("weight[0, 0, 0, 1] × grad[0, 0, 0, 0]");
  await expect(inspector.locator(".term:not(.grad) td.part")).toHaveCount(4);

  await at(node);
  await inspector
    .getByRole("button", { name: /^element \[0, 0, 0, 1\]/ })
    .first()
    .click();
  await expect(spelled).toContainText("xhat[0, 0, 0, 1] = (input[0, 0, 0, 1] − result1[0, 0, 0, 0])");
  const checked = await new AxeBuilder({ page }).analyze();
  expect(checked.violations).toEqual([]);
});

test("why there is no Jacobian is said, and the storages of a step show who shares them", async ({
  page,
  request,
}) => {
  const source = "import torch\nx = torch.ones(9, 9, requires_grad=True)\nv = x[1]\ny = x.exp().sum()\n";
  const made = await recorded(request, source);
  await show(page, made, made.steps.length - 1);
  const inspector = page.getByRole("complementary");
  await inspector.getByRole("button", { name: "Compute the Jacobian" }).click();
  await expect(inspector.getByRole("alert")).toContainText("more than 64");
  await page.getByRole("tab", { name: "Memory" }).click();
  await expect(page.locator("[data-storage] .pick", { hasText: /^v$/ })).toBeVisible();
  const checked = await new AxeBuilder({ page }).analyze();
  expect(checked.violations).toEqual([]);
});
