// Frames in pages of another site: what their address asks for, what they say and hear, and that they never run by themselves.
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { ask, HEARING, heard, packed, test } from "./hosts";
import { LEAVES, MEETING, recorded } from "./programs";

const SANDBOX = 'sandbox="allow-scripts"';
const frameOf = (page: Page) => page.frameLocator("iframe").first();
const slider = (frame: FrameLocator) => frame.locator('input[type="range"]');

/** What a page complains of, and which requests were made to run something. */
function watch(page: Page) {
  const [problems, posts]: string[][] = [[], []];
  page.on("pageerror", (error) => problems?.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems?.push(message.text()));
  page.on("request", (request) => request.method() === "POST" && posts?.push(request.url()));
  return { problems, posts };
}

const framed = (src: string, attributes = SANDBOX) =>
  `${HEARING}<iframe src="${src}" width="720" height="480" ${attributes}></iframe>`;

for (const [what, program] of [
  ["that begins as a still picture", LEAVES],
  ["that begins with the player", MEETING],
] as const)
  test(`a frame ${what} says that it is there, and does what its page asks, in a sandbox`, async ({
    page,
    request,
    baseURL,
    host,
  }) => {
    const { problems, posts } = watch(page);
    const { id, steps } = await recorded(request, program);
    await host(page, framed(`${baseURL}/embed/${id}?lang=en&theme=light#step=4`));
    const frame = frameOf(page);
    await expect
      .poll(() => heard(page, "ready"))
      .toEqual([{ gradwalk: 1, type: "ready", id, step: 4, steps: steps.length, frame: 0 }]);
    const [size] = await heard(page, "resize");
    expect(size?.height).toBeGreaterThan(300);

    // A change of theme needs no player.
    await ask(page, { type: "theme", theme: "dark" });
    await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
    const last = steps.length;
    await ask(page, { type: "seek", step: last - 1 });
    await expect(slider(frame)).toHaveValue(String(last - 1));
    await expect(slider(frame)).toHaveAttribute("aria-valuetext", /backward/);
    await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
    await ask(page, { type: "lang", lang: "zh" });
    await expect(frame.getByRole("button", { name: "播放" })).toBeVisible();
    await ask(page, { type: "seek", step: 99_999 });
    await expect.poll(async () => (await heard(page, "finished")).length).toBe(1);
    await ask(page, { type: "seek", step: 2 });
    await ask(page, { type: "play" });
    await expect.poll(async () => (await heard(page, "step")).at(-1)?.playing).toBe(true);
    await ask(page, { type: "pause" });
    await expect.poll(async () => (await heard(page, "step")).at(-1)?.playing).toBe(false);
    expect(await heard(page, "ready")).toHaveLength(1);
    expect((await heard(page, "step")).slice(0, 3).map(({ step }) => step)).toEqual([last - 1, last, 2]);
    expect({ problems, posts }).toEqual({ problems: [], posts: [] });
  });

test("what is no message of its page leaves a frame as it is", async ({ page, request, baseURL, host }) => {
  const { id } = await recorded(request, MEETING);
  const src = `${baseURL}/embed/${id}?lang=en#step=4`;
  await host(page, `${framed(src)}<iframe name="other" src="about:blank"></iframe>`);
  await expect.poll(async () => (await heard(page, "ready")).length).toBe(1);
  for (const asked of [
    { type: "seek" },
    { type: "seek", step: "5" },
    { type: "run" },
    { gradwalk: 2, type: "play" },
  ])
    await ask(page, asked);
  // A frame beside it is not the page around it.
  await page
    .frames()
    .at(-1)
    ?.evaluate(() => {
      parent.frames[0]?.postMessage({ gradwalk: 1, type: "seek", step: 9 }, "*");
    });
  await ask(page, { type: "theme", theme: "dark" });
  await expect(frameOf(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(slider(frameOf(page))).toHaveValue("4");
  expect(await heard(page, "step")).toEqual([]);
});

test("an address says what of a recording is seen", async ({ page, request }) => {
  const { id } = await recorded(request, MEETING);
  const seen = async (query: string) => {
    await page.goto(`/embed/${id}?lang=en&${query}#step=12`);
    await expect(page.locator("[data-tensor]").first()).toBeVisible();
    await expect(page.locator(".say")).toBeVisible();
    return {
      code: await page.locator(".ed").isVisible(),
      controls: await page.locator('input[type="range"]').isVisible(),
      edit: await page.getByRole("link", { name: "Edit" }).isVisible(),
      panels: await page.getByRole("tab").allTextContents(),
    };
  };
  const all = { code: true, controls: true, edit: true, panels: [] };
  expect(await seen("")).toEqual(all);
  expect(await seen("code=2&controls=maybe&readonly=0&panels=nothing&speed=7&evil=1")).toEqual(all);
  expect(await seen("code=0&readonly")).toEqual({ ...all, code: false, edit: false });
  expect(await seen("controls=0")).toEqual({ ...all, controls: false, edit: false });
  await page.goto(`/embed/${id}?lang=en&panels=ledger,memory,console#step=12`);
  await expect(page.getByRole("tab")).toHaveText(["Ledger", "Memory", "Console"]);
  await page.getByRole("tab", { name: "Memory" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("storage");
});

for (const [width, height, least] of [
  [360, 420, 100],
  [720, 480, 200],
  [900, 480, 200],
] as const)
  test(`a frame of ${width} × ${height} keeps the size of its picture from step to step`, async ({
    page,
    request,
  }) => {
    const { id, steps } = await recorded(request, MEETING);
    await page.setViewportSize({ width, height });
    await page.goto(`/embed/${id}?lang=en#step=1`);
    const scrubber = slider(page.mainFrame() as never);
    const heights = new Set<number>();
    for (const [index] of steps.entries()) {
      await expect(scrubber).toHaveValue(String(index + 1));
      heights.add(await page.locator(".graph").evaluate((graph) => graph.clientHeight));
      await scrubber.press("ArrowRight");
    }
    expect(heights.size).toBe(1);
    expect([...heights][0]).toBeGreaterThanOrEqual(least);
  });

test("in a small frame a card is seen in its whole width, and what was found is told when it is asked for", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETING);
  await page.setViewportSize({ width: 600, height: 420 });
  await page.goto(`/embed/${id}?lang=en#step=1`);
  await expect(page.locator(".card.now")).toBeInViewport({ ratio: 0.99 });
  await page.goto(`/embed/${id}?lang=en#step=13`);
  const told = page.locator(".found");
  await expect(told).toHaveText(/Two edges to y/);
  expect(await told.evaluate((note) => note.clientHeight)).toBeLessThan(40);
  await told.locator("summary").click();
  await expect(told).toContainText("sends it 2 gradients");
});

test("a low frame tells of what was found beside its picture's middle, and not over the sentence", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETING);
  await page.setViewportSize({ width: 900, height: 420 });
  await page.goto(`/embed/${id}?lang=en&code=0#step=13`);
  const told = await page.locator(".found").boundingBox();
  const [lit, say] = await Promise.all([
    page.locator(".fn.now").boundingBox(),
    page.locator(".say").boundingBox(),
  ]);
  if (!told || !lit || !say) throw new Error("not drawn");
  expect(told.y + told.height).toBeLessThanOrEqual(say.y);
  expect(told.x + told.width <= lit.x || told.y >= lit.y + lit.height).toBe(true);
});

test("the hash of an address leads to its step at any time", async ({ page, request }) => {
  const { id } = await recorded(request, MEETING);
  await page.goto(`/embed/${id}?lang=en#step=4`);
  await expect(slider(page.mainFrame() as never)).toHaveValue("4");
  await page.evaluate(() => {
    location.hash = "#step=9";
  });
  await expect(slider(page.mainFrame() as never)).toHaveValue("9");
});

test.describe("a program that comes in the link", () => {
  for (const attributes of [SANDBOX, ""])
    test(`is shown, and run when the reader asks, in a frame ${attributes || "without a sandbox"}`, async ({
      page,
      baseURL,
      host,
    }) => {
      const { problems, posts } = watch(page);
      await host(page, framed(`${baseURL}/embed?lang=en#v1=${packed(MEETING)}`, attributes));
      const frame = frameOf(page);
      await expect(frame.locator(".ed")).toContainText("out.backward()");
      await expect(frame.getByText("Nothing has been run yet")).toBeVisible();
      await expect.poll(async () => (await heard(page, "resize")).length).toBeGreaterThan(0);
      // No message has anything run.
      for (const type of ["play", "run"]) await ask(page, { type });
      await ask(page, { type: "lang", lang: "zh" });
      await expect(frame.getByText("还没有运行")).toBeVisible();
      expect({ posts, ready: await heard(page, "ready") }).toEqual({ posts: [], ready: [] });
      await frame.getByRole("button", { name: "运行" }).click();
      await expect(slider(frame)).toHaveValue("1");
      await expect.poll(async () => (await heard(page, "ready")).length).toBe(1);
      expect(posts).toEqual([`${baseURL}/api/v1/graphs`]);
      expect(problems).toEqual([]);
    });

  test("can be changed where it stands, with an input method, too", async ({ page, baseURL, host }) => {
    await host(page, framed(`${baseURL}/embed?lang=en#v1=${packed("import torch\n")}`));
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Edit" }).click();
    const text = frame.getByRole("textbox");
    await text.press("ControlOrMeta+End");
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "zhang", selectionStart: 5, selectionEnd: 5 });
    await session.send("Input.insertText", { text: "张" });
    await expect(text).toHaveValue("import torch\n张");
    await text.press("Shift+Home");
    await page.keyboard.insertText("x = torch.ones(2)");
    await text.press("ControlOrMeta+Enter");
    await expect(frame.locator("[data-tensor]")).toHaveCount(1);
  });

  test("that runs long says how far it is, and can be called off", async ({ page, baseURL, host }) => {
    const endless = packed("import torch\nx = torch.ones(1)\nwhile True:\n    pass\n");
    await host(page, framed(`${baseURL}/embed?lang=en#v1=${endless}`, SANDBOX));
    const frame = frameOf(page);
    await frame.getByRole("button", { name: "Run" }).click();
    const said = frame.locator(".time [role=status]");
    await expect(said).toContainText(/^Running · [\d,]+ steps? so far/);
    await frame.getByRole("button", { name: "Cancel" }).click();
    await expect(said).not.toContainText("Running");
    await expect(frame.getByRole("button", { name: "Run" })).toBeVisible();
  });

  test("that is refused says where and why", async ({ page }) => {
    await page.goto(`/embed?lang=en#v1=${packed("import os\nimport torch\n")}`);
    await page.getByRole("button", { name: "Run" }).click();
    await expect(page.getByRole("list", { name: "Why this program is not run" })).toContainText("Line 1");
  });

  for (const [what, hash, says] of [
    ["damaged", "#v1=garbage!", "damaged or was cut off"],
    ["followed by something", `#v1=${packed(MEETING)}AAAA`, "damaged or was cut off"],
    ["a bomb", `#v1=${packed("#".repeat(20_000_000))}`, "at most 64 KiB"],
    ["missing", "", "no program in this link"],
  ] as const)
    test(`that is ${what} is said to be so`, async ({ page }) => {
      await page.goto(`/embed?lang=en${hash}`);
      await expect(page.getByRole("alert")).toContainText(says);
    });

  test("opens in the playground without being run", async ({ page }) => {
    const { posts } = watch(page);
    await page.goto(`/?lang=en#v1=${packed(MEETING)}`);
    await expect(page.locator(".cm-content")).toContainText("out.backward()");
    await expect(page.getByText("Run a program to see its graph.")).toBeVisible();
    expect(posts).toEqual([]);
    await page.goto("/?lang=en#v1=garbage!");
    await page.reload();
    await expect(page.getByRole("status")).toContainText("cannot be read");
  });
});
