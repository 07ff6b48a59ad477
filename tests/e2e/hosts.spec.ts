// Pages of other tools show recordings: Sphinx (reStructuredText and MyST), MkDocs, and a notebook's page.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "gradwalk-hosts-"));
const at = (path: string) => `file://${join(folder, path)}`;

/** The player in a page's frame, counted from 0. */
function framed(page: Page, number: number) {
  const frame = page.frameLocator("iframe").nth(number);
  return { frame, scrubber: frame.locator('input[type="range"]') };
}

/** What a page complains of. */
function heard(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  return said;
}

test.beforeAll(({ baseURL }) => {
  test.setTimeout(180_000);
  execFileSync(join(root, ".venv/bin/python"), ["-m", "tests.hosts.build", folder, String(baseURL)], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
});

test("a Sphinx page in reStructuredText plays its programs by itself, in the languages that they ask for", async ({
  page,
}) => {
  const said = heard(page);
  await page.goto(at("sphinx/index.html"));
  const meeting = framed(page, 0);
  await expect(meeting.scrubber).toHaveValue("5");
  await meeting.frame.locator("main").press("ArrowRight");
  await expect(meeting.scrubber).toHaveValue("6");
  await expect(page.locator("figcaption")).toHaveText("Both edges of y * y bring a gradient.");
  const failing = framed(page, 1);
  await page.locator("iframe").nth(1).scrollIntoViewIfNeeded();
  await expect(failing.frame.locator("html")).toHaveAttribute("lang", "zh");
  await expect(failing.frame.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(said).toEqual([]);
});

test("a Sphinx page in MyST plays its program by itself", async ({ page }) => {
  const said = heard(page);
  await page.goto(at("sphinx/myst.html"));
  await expect(framed(page, 0).scrubber).toHaveValue("2");
  await expect(page.locator("iframe")).toHaveAttribute("height", "400");
  expect(said).toEqual([]);
});

test("what is printed has the picture in place of the frame", async ({ page }) => {
  for (const path of ["sphinx/index.html", "mkdocs/unit/lesson/index.html"]) {
    await page.goto(at(path));
    // Wherever it stands, and whether or not its frame has been loaded.
    await expect(page.locator("figure img:visible")).toHaveCount(0);
    await page.emulateMedia({ media: "print" });
    for (const still of await page.locator("figure img").all()) {
      await expect(still).toBeVisible();
      await expect
        .poll(() => still.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(100);
    }
    await expect(page.locator("iframe:visible")).toHaveCount(0);
    await page.emulateMedia({ media: "screen" });
  }
});

test("an MkDocs page frames what the server keeps", async ({ page }) => {
  await page.goto(at("mkdocs/unit/lesson/index.html"));
  const { frame, scrubber } = framed(page, 0);
  await expect(scrubber).toHaveValue("5");
  await expect(frame.locator("html")).toHaveAttribute("lang", "zh");
  await expect(page.locator("figcaption")).toHaveText("两条边");
});

test("a notebook's page plays what is in it, and what a server keeps", async ({ page }) => {
  const said = heard(page);
  await page.goto(at("notebook.html"));
  const inside = framed(page, 0);
  await expect(inside.scrubber).toHaveValue("3");
  await inside.frame.locator("main").press("ArrowRight");
  await expect(inside.scrubber).toHaveValue("4");
  await page.locator("iframe").nth(1).scrollIntoViewIfNeeded();
  await expect(framed(page, 1).frame.locator("html")).toHaveAttribute("lang", "zh");
  expect(said).toEqual([]);
});
