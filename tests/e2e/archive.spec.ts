// One file plays a recording by itself, with no network and under a policy of its own; nothing of its program becomes part of it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type APIRequestContext, type Browser, expect, test } from "@playwright/test";
import { MEETING, recorded, scrubber } from "./programs";

const EVIL = `import torch
x = torch.ones(2, requires_grad=True)
print("</script><script>window.evil = 1</script><!-- <script>")
y = x * 2  # </style></noscript><img src=x onerror=window.evil=1>
y.sum().backward()
`;

async function archived(request: APIRequestContext, source: string, query: string, path: string) {
  const { id } = await recorded(request, source);
  const answer = await request.get(`/api/v1/graphs/${id}.html${query}`);
  expect(answer.headers()["content-disposition"]).toBe(`attachment; filename="gradwalk-${id}.html"`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await answer.body());
  return { id, url: `file://${path}` };
}

/** A page without a network, and what it asked for or complained of. */
async function offline(browser: Browser) {
  const context = await browser.newContext({ offline: true, locale: "en-GB" });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (asked) => asked.url().startsWith("file:") || said.push(asked.url()));
  return { page, said };
}

test("a file plays without a network, by keys, and its links lead to the server", async ({
  browser,
  request,
  baseURL,
}, info) => {
  const { id, url } = await archived(request, MEETING, "", info.outputPath("walk.html"));
  const { page, said } = await offline(browser);
  await page.goto(url);
  await expect(scrubber(page)).toHaveValue("1");
  await page.keyboard.press("ArrowRight");
  await expect(scrubber(page)).toHaveValue("2");
  await page.keyboard.press("End");
  await expect(page.locator("[data-phase]").last()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.locator("dialog[open]")).toBeVisible();
  await page.keyboard.press("Escape");
  const last = await scrubber(page).inputValue();
  await expect(page.getByRole("link", { name: "Edit" })).toHaveAttribute(
    "href",
    `${baseURL}/g/${id}#step=${last}`,
  );
  expect(said).toEqual([]);
});

test("a file opens in the language, the theme and at the step that were asked for; its address can say otherwise", async ({
  browser,
  request,
}, info) => {
  const { url } = await archived(
    request,
    MEETING,
    "?lang=zh&theme=dark&step=13",
    info.outputPath("walk.html"),
  );
  const { page, said } = await offline(browser);
  await page.goto(url);
  await expect(scrubber(page)).toHaveValue("13");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("region", { name: "时间轴" })).toBeVisible();
  await page.goto(`${url}?lang=en&theme=light#step=2`);
  await expect(scrubber(page)).toHaveValue("2");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(said).toEqual([]);
});

test("a program in a file is only ever text", async ({ browser, request }, info) => {
  const { url } = await archived(request, EVIL, "", info.outputPath("walk.html"));
  const { page, said } = await offline(browser);
  await page.goto(url);
  await page.keyboard.press("End");
  await expect(page.locator("main")).toContainText("</style></noscript><img src=x onerror=window.evil=1>");
  expect(
    await page.evaluate(() => ["evil" in window, document.scripts.length, document.images.length]),
  ).toEqual([false, 2, 0]);
  expect(said).toEqual([]);
});

test("without scripts a file shows its picture", async ({ browser, request }, info) => {
  const { url } = await archived(request, MEETING, "?lang=zh", info.outputPath("walk.html"));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.getByRole("img")).toBeVisible();
  await expect(page.locator("noscript p")).toContainText("播放需要启用 JavaScript");
});
