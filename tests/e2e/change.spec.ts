// A recording's program, changed in its frame: nothing is run before the reader asks, and the recording is one click away.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { HEARING, heard, test } from "./hosts";
import { LEAVES, MEETING, recorded } from "./programs";

const frameOf = (page: Page) => page.frameLocator("iframe").first();
const framed = (src: string, attributes: string) =>
  `${HEARING}<iframe src="${src}" width="720" height="480" ${attributes}></iframe>`;

for (const attributes of ['sandbox="allow-scripts"', ""])
  test(`a program is changed and run where it stands, in a frame ${attributes || "without a sandbox"}`, async ({
    page,
    request,
    baseURL,
    host,
  }) => {
    const [problems, posts]: string[][] = [[], []];
    page.on("pageerror", (error) => problems?.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems?.push(message.text()));
    page.on("request", (one) => one.method() === "POST" && posts?.push(one.url()));
    const { id } = await recorded(request, MEETING);
    await host(page, framed(`${baseURL}/embed/${id}?lang=en&panels=ledger#step=5`, attributes));
    const frame = frameOf(page);
    await frame.getByRole("link", { name: "Edit" }).click();
    const text = frame.getByRole("textbox", { name: "Python program" });
    await expect(text).toHaveValue(MEETING);
    await expect(frame.getByText("Change the program, then press Run.")).toBeVisible();
    expect(posts).toEqual([]);

    await text.fill(LEAVES);
    await frame.getByRole("button", { name: "Run" }).click();
    await expect(frame.locator("[data-tensor]").first()).toBeVisible();
    await expect(frame.locator(".ed")).toContainText("y = torch.tensor(3.0");
    await expect.poll(async () => (await heard(page, "ready")).length).toBe(2);
    const [first, second] = await heard(page, "ready");
    expect(first?.id).toBe(id);
    expect(second?.id).toBe((await recorded(request, LEAVES)).id);
    expect(posts).toEqual([`${baseURL}/api/v1/graphs`]);

    // What is changed next is what was changed.
    await frame.getByRole("link", { name: "Edit" }).click();
    await expect(text).toHaveValue(LEAVES);
    await frame.getByRole("link", { name: "Original" }).click();
    await expect(frame.locator(".ed")).toContainText("y = x ** 2");
    await expect(frame.locator('input[type="range"]')).toHaveValue("5");
    await expect(frame.getByRole("tab", { name: "Ledger" })).toBeVisible();
    await expect(frame.getByRole("link", { name: "Original" })).toHaveCount(0);
    expect({ problems, posts: posts?.length }).toEqual({ problems: [], posts: 1 });
  });

test("a program runs with the options of its recording", async ({ page, request }) => {
  const data = {
    source: "import torch\nx = torch.rand(9, requires_grad=True)\n",
    options: { seed: 7, max_values: 4 },
  };
  const { id } = await (await request.post("/api/v1/graphs", { data })).json();
  await page.goto(`/embed/${id}?lang=en`);
  await page.getByRole("link", { name: "Edit" }).click();
  const posted = page.waitForRequest((one) => one.method() === "POST");
  await page.getByRole("button", { name: "Run" }).click();
  expect((await posted).postDataJSON()).toEqual(data);
  await expect(page.locator("[data-tensor]")).toHaveCount(1);
});

test("what is wrong with a program is told in the frame", async ({ page, request }) => {
  const { id } = await recorded(request, LEAVES);
  await page.goto(`/embed/${id}?lang=en`);
  await page.getByRole("link", { name: "Edit" }).click();
  const text = page.getByRole("textbox");
  await text.fill("import os\nimport torch\n");
  await text.press("ControlOrMeta+Enter");
  await expect(page.getByRole("list", { name: "Why this program is not run" })).toContainText("Line 1");
  await expect(text).toHaveValue("import os\nimport torch\n");
  await text.fill("import torch\nx = torch.ones(2)\nx.sum().backward()\n");
  await text.press("ControlOrMeta+Enter");
  await expect(page.getByText("does not require grad").first()).toBeVisible();
  await page.getByRole("link", { name: "Original" }).click();
  await expect(page.locator(".ed")).toContainText("z = x * y + x");
});

test("a new line is indented as the one before, and that can be undone", async ({ page, request }) => {
  const { id } = await recorded(request, "import torch\n");
  await page.goto(`/embed/${id}?lang=en`);
  await page.getByRole("link", { name: "Edit" }).click();
  const text = page.getByRole("textbox");
  await text.press("ControlOrMeta+End");
  await text.pressSequentially("for i in range(2):\nx = i\ny = x");
  await expect(text).toHaveValue("import torch\nfor i in range(2):\n    x = i\n    y = x");
  await text.press("ControlOrMeta+z");
  await expect(text).not.toHaveValue(/y = x$/);
});

test("a recording that is not there, or a server that is not, is told", async ({ page, context }) => {
  await page.goto(`/embed?lang=en&of=${"a".repeat(26)}.1`);
  await expect(page.getByText("There is no recording with this id.")).toBeVisible();
  await context.route("**/api/v1/graphs/*", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("Check the connection")).toBeVisible();
  await context.unroute("**/api/v1/graphs/*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("There is no recording with this id.")).toBeVisible();
});

for (const [theme, lang, name] of [
  ["light", "en", "Edit"],
  ["dark", "zh", "编辑"],
] as const)
  test(`nothing stands in anyone's way while a program is changed, in ${theme}, ${lang}`, async ({
    page,
    request,
  }) => {
    const { id } = await recorded(request, LEAVES);
    await page.setViewportSize({ width: 360, height: 480 });
    await page.goto(`/embed/${id}?lang=${lang}&theme=${theme}`);
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("textbox")).toHaveValue(LEAVES);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
