// Programs whose names and words are markup, or turn around what stands beside them: nothing executes, all of it is read.
import { expect, type Page, test } from "@playwright/test";

const MARKUP = "</script><img src=x onerror=window.evil=1><svg onload=window.evil=1>";
const TURNED = "evil\u202e\u2066 run\u200f\x1b[2J";
const SHOWN = "evil‹U+202E›‹U+2066› run‹U+200F›‹U+001B›[2J";

const program = (text: string) => `import collections, warnings
import torch
from torch import nn

text = ${JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}

class Function(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        """${MARKUP}"""
        return x * 2

    @staticmethod
    def backward(ctx, gradient):
        return gradient * 2

x = torch.ones(2, requires_grad=True)
y = type(text, (Function,), {}).apply(x)
model = nn.Sequential(collections.OrderedDict([(text.replace(".", ""), nn.Linear(2, 1))]))
kept = {text: model(y)}
kept[text].sum().backward()
warnings.warn(text)
print(text)
raise type(text, (ValueError,), {})(text)
`;

/** What would show that something of a program has become part of the page. */
async function intruders(page: Page) {
  return page.evaluate(() => ({
    ran: "evil" in window,
    elements: document.querySelectorAll("img, foreignObject, [onload], [onerror], [href^='javascript' i]")
      .length,
    scripts: [...document.scripts].filter((script) => !script.src).length,
    // The editor has the text as it is, and shows dots.
    turned: /[\u202a-\u202e\u2066-\u2069\u200f]/.test(document.body.innerText),
  }));
}

const NONE = { ran: false, elements: 0, scripts: 0, turned: false };

const scrubber = (page: Page) => page.locator('input[type="range"]').first();

async function walk(page: Page) {
  await scrubber(page).focus();
  await page.keyboard.press("Home");
  const last = Number(await scrubber(page).getAttribute("max"));
  for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await expect(scrubber(page)).toHaveValue(String(last));
}

for (const { name, text, shown } of [
  { name: "markup", text: MARKUP, shown: MARKUP },
  { name: "characters that turn text around", text: TURNED, shown: SHOWN },
]) {
  for (const where of ["g", "embed"]) {
    test(`${name} in names, prints, warnings and errors is text, under /${where}/`, async ({
      page,
      request,
    }) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("dialog", (dialog) => problems.push(dialog.message()));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      const answer = await request.post("/api/v1/graphs", { data: { source: program(text) } });
      const recording = await answer.json();
      expect(recording.outcome.kind).toBe("error");
      await page.goto(`/${where}/${recording.id}?lang=en#step=1`);
      await walk(page);
      if (where === "g") {
        const spoken = page.locator("ol.console code");
        await page.getByRole("tab", { name: "Console" }).click();
        await expect(spoken.filter({ hasText: shown })).toHaveCount(3);
        // By the keyboard, which has the camera come to what lies outside.
        await page
          .getByRole("button", { name: /Backward0/ })
          .first()
          .press("Enter");
        await expect(page.getByRole("complementary")).toContainText(shown);
      } else {
        await expect(page.locator("ol.ed")).toContainText(MARKUP);
      }
      await expect(
        page
          .locator("svg")
          .filter({ hasText: shown.slice(0, 6) })
          .first(),
      ).toBeVisible();
      expect(await intruders(page)).toEqual(NONE);
      expect(problems).toEqual([]);
    });
  }
}

test("a program that turns its own text around shows in the editor where it does", async ({ page }) => {
  await page.goto("/?lang=en");
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText("access = 'user\u202e \u2066# only admins\u2069 \u202c'\n");
  await expect(page.locator(".cm-specialChar")).toHaveCount(4);
});

test("a refusal tells what was written as text, and an address is never markup", async ({ page }) => {
  await page.goto(`/g/${encodeURIComponent(MARKUP)}?lang=${encodeURIComponent(MARKUP)}#step=${MARKUP}`);
  await page.goto("/?lang=en");
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(`!${MARKUP}\nimport os # ${MARKUP}\n`);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.locator(".cm-lintRange-error").first()).toBeVisible();
  expect(await intruders(page)).toEqual(NONE);
});
