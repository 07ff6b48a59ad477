// Giving a recording away: what is copied works where it is put, and follows what is chosen.
import { expect, type Page } from "@playwright/test";
import { HEARING, heard, test } from "./hosts";
import { MEETING, recorded, show } from "./programs";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Share this recording" });
const code = (page: Page) => dialog(page).getByRole("tabpanel").getByRole("textbox");
const frame = (page: Page) => dialog(page).locator("iframe").contentFrame();

async function open(page: Page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(frame(page).locator("[data-tensor]").first()).toBeVisible();
}

test("what is chosen is seen at once, and is in the code", async ({ page, request }) => {
  const made = await recorded(request, MEETING);
  await show(page, made, 12);
  await open(page);
  const options = dialog(page).getByRole("form", { name: "What the page shows" });
  await expect(dialog(page).getByRole("textbox", { name: "Link to this step" })).toHaveValue(
    new RegExp(`/g/${made.id}#step=12$`),
  );
  await options.getByLabel("Step, 1 to 16").fill("13");
  await options.getByLabel("Language").selectOption("中文");
  await options.getByLabel("Theme").selectOption("dark");
  await options.getByLabel("Edit button").uncheck();
  await options.getByLabel("Ledger").check();
  await options.getByLabel("Width").fill("620");
  await options.getByLabel("Height").fill("700");
  await expect(code(page)).toHaveValue(
    new RegExp(
      `/embed/${made.id}\\?lang=zh&amp;theme=dark&amp;panels=ledger&amp;readonly=1#step=13".*width="620" height="700"`,
    ),
  );
  await expect(frame(page).getByRole("tab", { name: "梯度账本" })).toBeVisible();
  await expect(frame(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(frame(page).locator('input[type="range"]')).toHaveValue("13");
  await expect(frame(page).getByRole("link", { name: "编辑" })).toHaveCount(0);
  // What is no step changes nothing.
  await options.getByLabel("Step, 1 to 16").fill("99");
  await expect(code(page)).toHaveValue(/#step=13/);
});

for (const kind of ["HTML frame", "HTML element"])
  test(`the code for an ${kind} plays in a page of another site`, async ({ page, request, host }) => {
    await show(page, await recorded(request, MEETING), 12);
    await open(page);
    await dialog(page).getByRole("tab", { name: kind }).click();
    const given = await code(page).inputValue();
    await host(page, `<base href="https://elsewhere.example/">${HEARING}${given}`);
    await expect.poll(async () => (await heard(page, "ready")).map(({ step }) => step)).toEqual([12]);
    const player = page.locator("iframe").contentFrame();
    await player.getByRole("button", { name: "Next step" }).click();
    await expect(player.locator('input[type="range"]')).toHaveValue("13");
  });

test("the keyboard opens it, copies, is told so, and comes back to where it was", async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const made = await recorded(request, MEETING);
  await show(page, made, 12);
  const button = page.getByRole("button", { name: "Share", exact: true });
  await button.press("Enter");
  const copy = dialog(page).getByRole("button", { name: "Copy: Link to this step" });
  await copy.press("Enter");
  await expect(dialog(page).getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/g/${made.id}#step=12`);
  const tab = dialog(page).getByRole("tab", { name: "HTML frame" });
  await tab.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(code(page)).toHaveValue(/^\[!\[/);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("edits since the run go with the link that has the program in it", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 12);
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("# edited\n");
  await open(page);
  await expect(dialog(page)).toContainText("not the edits since");
  const link = dialog(page).getByRole("textbox", { name: "Link with the program in it" });
  await expect(link).toHaveValue(/#v1=/);
  const address = await link.inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.locator(".cm-content")).toContainText("# edited");
});

test("what does not come says so and what to do, keeps the program, and comes when it is tried again", async ({
  page,
  request,
  context,
}) => {
  await show(page, await recorded(request, MEETING), 12);
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("# kept\n");
  await context.setOffline(true);
  const button = page.getByRole("button", { name: "Share", exact: true });
  await button.click();
  const told = page.getByRole("dialog", { name: "Share", exact: true });
  await expect(told.getByRole("status")).toContainText("Check the connection, then try again");
  const again = told.getByRole("button", { name: "Try again" });
  await again.click();
  await expect(told.getByRole("status")).toContainText("did not load");
  await context.setOffline(false);
  await again.click();
  await expect(dialog(page)).toBeVisible();
  await expect(told).toHaveCount(0);
  // Its style, too, came only now.
  await expect(dialog(page).locator(".head")).toHaveCSS("display", "flex");
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await expect(page.locator(".cm-content")).toContainText("# kept");
});

test("what is long in coming says so, and opens when it is there", async ({ page, request }) => {
  await show(page, await recorded(request, MEETING), 12);
  let send = () => {};
  const held = new Promise<void>((done) => {
    send = done;
  });
  await page.route(/ShareDialog-.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Share", exact: true })).toContainText("is loading");
  send();
  await expect(dialog(page)).toBeVisible();
});

test("an answer that is none, to keys, a language and the search of a frame, is told of", async ({
  page,
  request,
}) => {
  const made = await recorded(request, MEETING);
  await page.route(/(Keys|Asked|pageWords\.zh)-.*\.js$/, (route) => route.fulfill({ status: 503 }));
  await show(page, made, 12);
  await page.locator("body").press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("did not load");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("dialog", { name: "Language" })).toContainText("did not load");
  await page.unroute(/(Keys|Asked|pageWords\.zh)-.*\.js$/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");

  await page.route(/Asked-.*\.js$/, (route) => route.fulfill({ status: 503 }));
  await page.goto(`/embed/${made.id}?lang=en#step=12`);
  await page.locator("main").press("/");
  await expect(page.getByRole("dialog")).toContainText("did not load");
});

test("it has room on a phone and in large type", async ({ page, request }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { id } = await recorded(request, MEETING);
  await page.goto(`/g/${id}?lang=en#step=12`);
  for (const large of [false, true]) {
    await page.evaluate((on) => document.documentElement.toggleAttribute("data-large", on), large);
    await open(page);
    const [box, over] = await dialog(page).evaluate((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return [[left, right, top, bottom], one.scrollWidth - one.clientWidth] as const;
    });
    expect(over).toBeLessThanOrEqual(0);
    expect(box[0]).toBeGreaterThanOrEqual(0);
    expect(box[1]).toBeLessThanOrEqual(360);
    expect(box[3]).toBeLessThanOrEqual(740);
    await dialog(page).getByRole("button", { name: "Close" }).click();
  }
});
