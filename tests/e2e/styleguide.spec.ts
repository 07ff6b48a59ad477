// Every mark in every state, in both themes and languages: drawn without a mistake, legible, and alike wherever it stands.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 8765) + 1;
const address = (theme: string, lang: string) =>
  `http://127.0.0.1:${port}/styleguide?theme=${theme}&lang=${lang}`;

for (const theme of ["light", "dark"])
  for (const lang of ["en", "zh"])
    test(`the style guide is drawn and read in ${theme}, ${lang}`, async ({ page }) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await page.goto(address(theme, lang));
      await expect(page.locator("[data-tensor]")).not.toHaveCount(0);
      for (const state of ["future", "done", "now", "overwritten"])
        await expect(page.locator(`.card.${state}`).first()).toBeVisible();
      for (const state of ["future", "built", "now", "ran", "freed", "error"])
        await expect(page.locator(`.fn.${state}`).first()).toBeVisible();
      await expect(page.getByText("undefined")).toHaveCount(0);
      expect(problems).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`)).toEqual([]);
    });

test("no text of a card leaves its card", async ({ page }) => {
  for (const lang of ["en", "zh"]) {
    await page.goto(address("light", lang));
    await expect(page.locator("[data-tensor]").first()).toBeVisible();
    const outside = await page.locator(".card").evaluateAll((cards) =>
      cards.flatMap((card) => {
        const box = (card.querySelector(".card-o:not(.behind)") as Element).getBoundingClientRect();
        return [...card.querySelectorAll("text")]
          .filter((text) => {
            const { left, right, bottom } = text.getBoundingClientRect();
            return left < box.left || right > box.right || bottom > box.bottom + 2;
          })
          .map((text) => text.textContent);
      }),
    );
    expect(outside).toEqual([]);
  }
});

test("the product as it is built has no style guide", async ({ request }) => {
  for (const path of ["/styleguide", "/styleguide.html"])
    expect((await request.get(path)).status()).toBe(404);
});
