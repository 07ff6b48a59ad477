// Programs that the browser tests run, and how they are opened.
import { type APIRequestContext, expect, type Page } from "@playwright/test";

/** Two paths meet at y: step 13 of 16 sends 0.75 along each of two edges. */
export const MEETING = `import torch

x = torch.ones(2, 2, requires_grad=True)
y = x ** 2
z = y * y * 3
out = z.mean()
out.backward()
`;

/** Two leaves and a gradient for each; nothing is found in it. */
export const LEAVES = `import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x * y + x
z.backward()
`;

/** A name is bound twice, a gradient accumulates, and the program prints and warns. */
export const TWICE = `import torch
import warnings

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.sum().backward()
print(x.grad)
warnings.warn("look")
y = x * x
y.sum().backward()
`;

export interface Made {
  id: string;
  steps: { type: string }[];
}

export async function recorded(request: APIRequestContext, source: string): Promise<Made> {
  const answer = await request.post("/api/v1/graphs", { data: { source } });
  expect(answer.ok()).toBe(true);
  return answer.json();
}

export const scrubber = (page: Page) => page.locator('input[type="range"]');

/** Open a recording at a step, in English. */
export async function show(page: Page, { id }: Made, step: number): Promise<void> {
  await page.goto(`/g/${id}?lang=en#step=${step}`);
  await expect(scrubber(page)).toHaveValue(String(step));
  // The editor is there, and knows what ran.
  await expect(page.locator(".cm-content .on").first()).toBeVisible();
}
