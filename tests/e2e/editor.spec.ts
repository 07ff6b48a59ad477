// Writing a program: completion, paste, marks, undo, an input method, and what is kept.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const editor = (page: Page) => page.locator(".cm-content");
const lines = (page: Page) => page.locator(".cm-line").allInnerTexts();
const PROGRAM = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n";

async function write(page: Page, source: string) {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(source);
}

async function run(page: Page, source: string) {
  await write(page, source);
  const answered = page.waitForResponse((r) => r.url().endsWith("/api/v1/graphs"));
  await page.keyboard.press("ControlOrMeta+Enter");
  return answered;
}

async function paste(page: Page, text: string) {
  await editor(page).evaluate((target, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    target.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

test.beforeEach(async ({ page }) => {
  await page.goto("/?lang=en");
  await expect(editor(page)).toBeVisible();
  await expect(page.getByText(/^Finished/)).toBeVisible();
});

test("torch's names are completed with their signature, and loaded only then", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await write(page, "import torch\nx = torch.ones(2)\n");
  expect(asked.filter((url) => url.includes("torchNames"))).toEqual([]);
  await page.keyboard.type("y = x.requires_gr");
  const list = page.locator(".cm-tooltip-autocomplete");
  await expect(list.getByText("requires_grad_")).toBeVisible();
  await expect(page.locator(".cm-completionInfo")).toBeVisible();
  // The list takes no key in its first moment, so that none that was meant for the text is taken.
  await page.waitForTimeout(200);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(editor(page)).toContainText("y = x.requires_grad_");
  expect(asked.filter((url) => url.includes("torchNames"))).toHaveLength(1);
});

test("a console's session is pasted as a program, and as it was if that is wanted", async ({ page }) => {
  await write(page, "");
  await paste(page, ">>> import torch\n>>> x = torch.ones(2)\n>>> x\ntensor([1., 1.])\n");
  expect(await lines(page)).toEqual(["import torch", "x = torch.ones(2)", "x", "\n"]);
  await expect(page.getByText("Pasted without 3 prompts and 1 line of output.")).toBeVisible();
  await page.getByRole("button", { name: "Paste as it was" }).click();
  await expect(editor(page)).toContainText(">>> x = torch.ones(2)");
  await expect(page.getByText(/^Pasted without/)).toHaveCount(0);
});

test("a line that only a notebook understands is explained and taken out", async ({ page }) => {
  await write(page, `%matplotlib inline\n${PROGRAM}`);
  const mark = page.locator(".cm-lintRange-warning");
  await expect(mark).toHaveText("%matplotlib inline");
  await mark.hover();
  await expect(page.locator(".cm-diagnostic")).toContainText("%matplotlib is a command of IPython notebooks");
  await page.getByRole("button", { name: "Take the line out" }).click();
  await expect(mark).toHaveCount(0);
  expect(await page.locator(".cm-line").first().innerText()).toBe("import torch");
});

test("the error that ended the program is marked at its expression with torch's words", async ({ page }) => {
  await run(page, "import torch\nx = torch.ones(2)\ny = 1 + x.sum().backward()\n");
  const mark = page.locator(".cm-lintRange-error").first();
  await expect(mark).toHaveText("x.sum().backward()");
  await mark.hover();
  await expect(page.locator(".cm-diagnostic-error").first()).toContainText(
    "RuntimeError: element 0 of tensors",
  );
});

test("what was written can be undone after a run, and after the editor was put away", async ({ page }) => {
  await run(page, PROGRAM);
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("z = 3");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: /All \d+ lines/ }).click();
  await expect(editor(page)).toContainText("z = 3");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor(page)).not.toContainText("z = 3");
});

test("after an edit the walk of the program before stays, says so, and one click runs the new one", async ({
  page,
}) => {
  await run(page, PROGRAM);
  const cards = 3;
  await expect(page.locator("[data-tensor]")).toHaveCount(cards);
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("y = x * 2\n");
  const notice = page.getByText("The program has changed: this is the walk of the one before.");
  await expect(notice).toBeVisible();
  await expect(page.locator("[data-tensor]")).toHaveCount(cards);
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('[data-tensor="t1"]').first()).toBeVisible();
});

test("the last program is there again after a visit elsewhere", async ({ page }) => {
  await run(page, PROGRAM.replace("ones", "zeros"));
  await page.goto("about:blank");
  await page.goto("/?lang=en");
  await expect(editor(page)).toContainText("torch.zeros(2, requires_grad=True)");
});

test("an input method composes undisturbed: nothing is rewritten, and no shortcut acts", async ({ page }) => {
  await run(page, PROGRAM);
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("# ");
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  const input = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose("ni");
  await compose("ni'hao");
  const step = await page.locator('input[type="range"]').inputValue();
  for (const init of [{ key: "Enter", ctrlKey: true }, { key: "Enter" }, { key: "?" }, { key: " " }])
    await editor(page).evaluate(
      (target, keys) =>
        target.dispatchEvent(
          new KeyboardEvent("keydown", { ...keys, isComposing: true, bubbles: true, cancelable: true }),
        ),
      init,
    );
  await page.waitForTimeout(500);
  expect((await lines(page)).at(-1)).toBe("# ni'hao");
  await input.send("Input.insertText", { text: "你好（）" });
  expect((await lines(page)).at(-1)).toBe("# 你好（）");
  expect(posts).toEqual([]);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator('input[type="range"]')).toHaveValue(step);
  await page.keyboard.press("ControlOrMeta+z");
  expect((await lines(page)).at(-1)).toMatch(/^(# )?$|^\n$/);
});

for (const [lang, theme] of [
  ["en", "light"],
  ["zh", "dark"],
])
  test(`nothing in the editor stands in anyone's way (${lang}, ${theme})`, async ({ page }) => {
    await page.goto(`/?lang=${lang}&theme=${theme}`);
    await write(page, ">>> x\n%time y\nimport torch\nx = torch.ones(2)\n");
    await page.keyboard.type("x.re");
    await expect(page.locator(".cm-tooltip-autocomplete")).toBeVisible();
    // The list is scrolled from the editor, which keeps the focus and says which entry is the active one.
    const { violations } = await new AxeBuilder({ page }).exclude(".cm-tooltip-autocomplete > ul").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

test("who comes by Tab goes on by Tab, and the program stays as it is; who writes indents with it", async ({
  page,
}) => {
  const before = await lines(page);
  const onTheme = page.getByRole("button", { name: /^Theme/ });
  await onTheme.focus();
  await page.keyboard.press("Tab");
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(editor(page)).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(onTheme).toBeFocused();
  expect(await lines(page)).toEqual(before);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Tab");
  await expect(editor(page)).toBeFocused();
  expect((await lines(page))[0]).toMatch(/^ {4}/);
  await onTheme.focus();
  await editor(page).click();
  await page.keyboard.press("Tab");
  await expect(editor(page)).toBeFocused();
});
