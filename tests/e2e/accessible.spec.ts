// What axe finds on each page, in each of its views and dialogs, in both themes and languages: nothing.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { packed } from "./hosts";
import { MEETING, recorded, scrubber, TWICE } from "./programs";

const WORDS = {
  en: { share: "Share", view: "View", text: "Text" },
  zh: { share: "分享", view: "视图", text: "文字" },
};

async function nothing(page: Page, where: string, part?: string) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

for (const theme of ["light", "dark"] as const)
  for (const lang of ["en", "zh"] as const)
    test(`nothing stands in anyone's way, in ${theme}, ${lang}`, async ({ page, request }) => {
      await page.emulateMedia({ colorScheme: theme });
      const words = WORDS[lang];
      await page.goto(`/?lang=${lang}`);
      await expect(page.locator("[data-tensor]").first()).toBeVisible();
      await expect(page.locator(".cm-content")).toBeVisible();
      await nothing(page, "the playground");

      const { id } = await recorded(request, TWICE);
      await page.goto(`/g/${id}?lang=${lang}#step=9`);
      await expect(scrubber(page)).toHaveValue("9");
      await expect(page.locator(".cm-content .on").first()).toBeVisible();
      await nothing(page, "a recording");
      await page.getByRole("button", { name: words.view, exact: true }).click();
      await nothing(page, words.view);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.share, exact: true }).click();
      await expect(
        page.locator("dialog[open] iframe").contentFrame().locator("[data-tensor]").first(),
      ).toBeVisible();
      await nothing(page, words.share, "dialog[open]");
      await page.keyboard.press("Escape");
      await page.locator(".spd").click();
      await nothing(page, "how it is played", ".pace");
      await page.keyboard.press("Escape");
      await scrubber(page).focus();
      for (const key of ["/", "g", "?"]) {
        await page.keyboard.press(key);
        await expect(page.locator("dialog[open]")).toBeVisible();
        await nothing(page, `the dialog of ${key}`, "dialog[open]");
        await page.keyboard.press("Escape");
      }
      await page.getByRole("button", { name: words.text, exact: true }).click();
      await expect(page.locator(".textview")).toBeVisible();
      await nothing(page, "the recording as text", ".stage");
    });

for (const [theme, lang] of [
  ["light", "en"],
  ["dark", "zh"],
] as const)
  test(`nothing in a frame stands in anyone's way, in ${theme}, ${lang}`, async ({ page, request }) => {
    const { id } = await recorded(request, TWICE);
    await page.goto(`/embed/${id}?lang=${lang}&theme=${theme}#step=9`);
    await expect(page.locator("[data-tensor]").first()).toBeVisible();
    await nothing(page, "the frame");
    await page.goto(`/embed/${id}?lang=${lang}&theme=${theme}&panels=ledger,memory#step=9`);
    await expect(page.getByRole("tabpanel")).toBeVisible();
    await nothing(page, "the frame with panels");
    await page.goto(`/embed?lang=${lang}&theme=${theme}#v1=${packed(TWICE)}`);
    await expect(page.locator(".ed")).toBeVisible();
    await nothing(page, "a program in a link");
  });

test("in the reader's own few colours, what is on or chosen is told apart", async ({ page, request }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const { id } = await recorded(request, MEETING);
  await page.goto(`/g/${id}?lang=en#step=12`);
  const ground = (which: Locator) => which.evaluate((one) => getComputedStyle(one).backgroundColor);
  const chosen = await page.evaluate(() => {
    document.body.style.cssText = "forced-color-adjust: none; background: Highlight; color: HighlightText";
    const { backgroundColor, color } = getComputedStyle(document.body);
    document.body.style.cssText = "";
    return [backgroundColor, color];
  });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await expect(button("Follow")).toHaveAttribute("aria-pressed", "true");
  expect(await ground(button("Follow"))).not.toBe(await ground(button("Fit")));
  expect(await ground(button("English"))).not.toBe(await ground(button("中文")));
  const tab = (name: string) => page.getByRole("tab", { name });
  expect(await ground(tab("Ledger"))).not.toBe(await ground(tab("Memory")));
  for (const on of [button("Follow"), button("English"), tab("Ledger")]) {
    await expect(on).toHaveCSS("background-color", chosen[0] as string);
    await expect(on).toHaveCSS("color", chosen[1] as string);
  }
  await page.locator("body").press("/");
  const found = page.getByRole("option");
  await expect(found.nth(1)).toBeVisible();
  expect(await ground(found.nth(0))).not.toBe(await ground(found.nth(1)));
});
