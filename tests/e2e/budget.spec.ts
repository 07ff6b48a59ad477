// What a page loads before the reader does anything, packed as a server packs it, and that a frame becomes a player.
import { gzipSync } from "node:zlib";
import { expect, type Page, type Response } from "@playwright/test";
import { HEARING, heard, test } from "./hosts";
import { LEAVES, MEETING, recorded, scrubber } from "./programs";

type Part = [kind: string, size: number];

const packed = (text: string | Buffer) => gzipSync(text, { level: 9 }).length / 1000;

/** What stands in a page itself of script and of style counts as much as what it loads. */
function inside(html: string): Part[] {
  const all = [...html.matchAll(/<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/g)];
  return all.map(([, tag, text = ""]) => [tag === "script" ? "js" : "css", packed(text)]);
}

/** kB of script and of style that come until the page rests. */
async function weigh(
  page: Page,
  open: string | (() => Promise<void>),
): Promise<{ script: number; style: number }> {
  const parts: Promise<Part[]>[] = [];
  const add = (response: Response) => {
    const { pathname } = new URL(response.url());
    const kind = /\.(js|css)$/.exec(pathname)?.[1];
    if (kind) parts.push(response.body().then((body) => [[kind, packed(body)]]));
    else if (pathname.startsWith("/embed/")) parts.push(response.text().then(inside));
  };
  page.on("response", add);
  await (typeof open === "string" ? page.goto(open) : open());
  await page.waitForLoadState("networkidle");
  page.off("response", add);
  const sizes = (await Promise.all(parts)).flat();
  const sum = (wanted: string) =>
    sizes.reduce((total, [kind, size]) => total + (kind === wanted ? size : 0), 0);
  return { script: sum("js"), style: sum("css") };
}

for (const lang of ["en", "zh"])
  test(`a frame in ${lang} shows a recording's beginning with little script and style`, async ({
    page,
    request,
    host,
    baseURL,
  }) => {
    const { id } = await recorded(request, LEAVES);
    const address = `${baseURL}/embed/${id}?lang=${lang}`;
    const asked: string[] = [];
    page.on("request", (one) => void asked.push(new URL(one.url()).pathname));
    const { script, style } = await weigh(page, async () => {
      await host(
        page,
        `${HEARING}<iframe src="${address}" width="720" height="480" sandbox="allow-scripts"></iframe>`,
      );
      await expect(page.frameLocator("iframe").locator(".card.now")).toBeVisible();
      await expect.poll(async () => (await heard(page, "ready")).length).toBe(1);
    });
    expect(script).toBeGreaterThan(10);
    expect(script).toBeLessThan(20);
    expect(style).toBeGreaterThan(1);
    expect(style).toBeLessThan(3);
    // Its page asks for it beforehand, and its script takes what came.
    expect(asked.filter((path) => path === `/api/v1/graphs/${id}`)).toHaveLength(1);
  });

test("a picture of a later step brings what it needs, and still no player", async ({ page, request }) => {
  const { id, steps } = await recorded(request, LEAVES);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=${steps.length - 2}`);
  await expect(page.locator("main[data-phase=backward]")).toBeVisible();
  // With what tells findings, and the map of a large picture: a piece of their own would cost every frame more.
  expect(script).toBeLessThan(36.7);
});

const MEETS = `import torch
x = torch.tensor(2.0, requires_grad=True)
(x * x).backward()
(x * 3).backward()
`;
const LONG = `import torch
x = torch.ones((), requires_grad=True)
${"x = x * 2\n".repeat(70)}`;

test("a picture with findings tells the one of its step, and still has no player", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETS);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=11`);
  await expect(page.locator(".found")).toBeVisible();
  await expect(page.locator(".fm")).not.toHaveCount(0);
  expect(script).toBeLessThan(36.7);
});

test("a large picture has its map, and still no player", async ({ page, request }) => {
  const { id } = await recorded(request, LONG);
  const { script } = await weigh(page, `/embed/${id}?lang=en#step=40`);
  await expect(page.locator(".minimap-seen")).toBeVisible();
  await expect(page.locator(".card.now")).toBeVisible();
  expect(script).toBeLessThan(36.7);
});

test("the player takes over where the still picture was, and nothing moves", async ({ page, request }) => {
  const { id } = await recorded(request, LEAVES);
  await weigh(page, `/embed/${id}?lang=en`);
  const places = () =>
    page
      .locator(".embed [data-tensor], .embed .tk, .embed .tk path, .embed button:visible")
      .evaluateAll((all) =>
        all.map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join();
        }),
      );
  const before = await places();
  await page.mouse.move(5, 5);
  await expect(scrubber(page)).toHaveAttribute("aria-valuetext", /a leaf appears/);
  expect(await places()).toEqual(before);
});

const CHIPS = `import torch
x = torch.ones(2, 2, requires_grad=True)
w = torch.nn.Parameter(torch.full((2,), 0.5))
y = (x * 2 + x.detach()) * w
d = y.sum(0, keepdim=True)
(x * d).mean().backward()
`;

for (const [lang, theme, width] of [
  ["en", "light", 720],
  ["zh", "dark", 360],
] as const)
  test(`the player that takes over in ${lang}, ${theme} and ${width} px wide looks as the still picture did`, async ({
    page,
    request,
  }) => {
    const { id } = await recorded(request, CHIPS);
    await page.setViewportSize({ width, height: 480 });
    await weigh(page, `/embed/${id}?lang=${lang}&theme=${theme}`);
    await expect(page.locator(".card.now")).toBeVisible();
    const before = await page.screenshot();
    // Nothing is pointed at, and nothing has the focus.
    await page.evaluate(() => dispatchEvent(new Event("hashchange")));
    await expect(scrubber(page)).toHaveAttribute("aria-valuetext", /a leaf appears|创建叶子张量/);
    await expect.poll(async () => (await page.screenshot()).equals(before)).toBe(true);
  });

const PLAIN = `import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * 2 + x) * 0.5
y.sum().backward()
`;

for (const [lang, theme, width] of [
  ["en", "light", 720],
  ["zh", "dark", 720],
  ["en", "dark", 360],
] as const)
  test(`a frame's first picture in ${lang}, ${theme} and ${width} px wide looks in less than 3 kB of style as in all of it`, async ({
    page,
    request,
  }) => {
    const { id } = await recorded(request, PLAIN);
    // With one it would begin with the whole style.
    const { findings } = await (await request.get(`/api/v1/graphs/${id}`)).json();
    expect(findings).toEqual([]);
    await page.setViewportSize({ width, height: 480 });
    const { style } = await weigh(page, `/embed/${id}?lang=${lang}&theme=${theme}`);
    await expect(page.locator(".card.now")).toBeVisible();
    expect(style).toBeGreaterThan(1);
    expect(style).toBeLessThan(3);
    const little = await page.screenshot();
    const whole = await page.evaluate(async () => {
      const little = document.querySelector("link[rel=stylesheet]") as HTMLLinkElement;
      const [script] = document.querySelectorAll<HTMLScriptElement>("script[type=module]");
      const [, path] =
        /[`"](\/assets\/framed-[\w-]+\.css)[`"]/.exec(await (await fetch(script?.src ?? "")).text()) ?? [];
      const whole = document.createElement("link");
      whole.rel = "stylesheet";
      whole.href = path ?? "";
      await new Promise((resolve) => {
        whole.onload = resolve;
        document.head.append(whole);
      });
      little.remove();
      return whole.sheet?.cssRules.length ?? 0;
    });
    expect(whole).toBeGreaterThan(100);
    // It is the still picture yet.
    await expect(page.locator("main")).toBeVisible();
    expect((await page.screenshot({ animations: "disabled" })).equals(little)).toBe(true);
  });

test("what is pressed before the player is there happens once it is", async ({ page, request }) => {
  const { id } = await recorded(request, LEAVES);
  // Slowly, so that presses come before the player.
  await page.route(/framed-.*\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 600));
    await route.continue();
  });
  await weigh(page, `/embed/${id}?lang=en`);
  const next = page.getByRole("button", { name: "Next step" });
  await next.click();
  await next.click();
  await page.keyboard.press("ArrowRight");
  await expect(scrubber(page)).toHaveValue("1");
  await expect(scrubber(page)).toHaveValue("4");
});

test("a press that the player comes upon ends on what it began on, and what is told of a finding does not go meanwhile", async ({
  page,
  request,
}) => {
  const { id } = await recorded(request, MEETING);
  await page.setViewportSize({ width: 600, height: 420 });
  for (const [what, press] of [
    ["summary", "pointer"],
    ["summary", "Enter"],
    ["summary", "Space"],
    ["next", "pointer"],
    ["next", "Enter"],
  ] as const) {
    let bring = () => {};
    const brought = new Promise<void>((done) => (bring = done));
    await page.route(/framed-.*\.js$/, async (route) => {
      await brought;
      await route.continue();
    });
    await page.goto("about:blank");
    await page.goto(`/embed/${id}?lang=en#step=13`);
    const told = page.locator(".found");
    const on =
      what === "next" ? page.getByRole("button", { name: "Next step" }) : page.locator(".found summary");
    await expect(told).toBeVisible();
    await page.evaluate(() => {
      const gone = { times: 0 };
      Object.assign(window, { gone });
      new MutationObserver(() => (gone.times += document.querySelector(".found") ? 0 : 1)).observe(
        document.body,
        {
          childList: true,
          subtree: true,
        },
      );
    });
    if (press === "pointer") {
      await on.hover();
      await page.mouse.down();
      bring();
      await page.waitForTimeout(500);
      await page.mouse.up();
    } else {
      await on.focus();
      await page.keyboard.press(press);
      bring();
    }
    if (what === "next") await expect(scrubber(page)).toHaveValue("14");
    else {
      // Only the player reads aloud.
      await expect(page.locator(".telling [role=status]")).toBeAttached();
      await page.waitForTimeout(200);
      await expect(told).toHaveAttribute("open", "");
      expect(await page.evaluate(() => (window as unknown as { gone: { times: number } }).gone.times)).toBe(
        0,
      );
    }
    await page.unroute(/framed-.*\.js$/);
  }
});

/** The scripts that a page's own text names, before any of them has run. */
async function named(page: Page, address: string): Promise<string[]> {
  const html = await (await page.request.get(address)).text();
  return [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = ""]) => path);
}

for (const lang of ["en", "zh"])
  test(`the playground's page in ${lang} is there before what it shows of a recording, and before the editor`, async ({
    page,
  }) => {
    const sizes = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith(".js"))
        sizes.set(
          pathname,
          response.body().then((body) => gzipSync(body, { level: 9 }).length / 1000),
        );
    });
    const first = await named(page, "/");
    await page.goto(`/?lang=${lang}`);
    await expect(page.locator(".cm-content")).toBeVisible();
    await expect(page.locator("[data-tensor]").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    const sum = async (wanted: (path: string) => boolean) =>
      (await Promise.all([...sizes].map(async ([path, size]) => (wanted(path) ? await size : 0)))).reduce(
        (total, size) => total + size,
        0,
      );
    const words = (path: string) => path.includes(`Words.${lang}`);
    const editor = (path: string) => /\/(mount|torchNames)/.test(path);
    // What `/` opens comes once there is nothing else to do, which may be before the page has been quiet for long.
    const atRest = (path: string) => /\/Asked-/.test(path);
    expect(await sum((path) => first.includes(path) || words(path))).toBeLessThan(40);
    expect(await sum((path) => !editor(path) && !atRest(path))).toBeLessThan(110);
    expect(await sum((path) => path.includes("/mount-"))).toBeLessThan(150);
  });
