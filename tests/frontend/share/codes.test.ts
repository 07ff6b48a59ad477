import { describe, expect, it } from "vitest";
import { type Choices, codeOf, framePath, KINDS, linkTo, USUAL } from "../../../frontend/src/share/codes";

const id = "abcdefghijklmnopqrstuvwxy2";
const shared = { origin: "https://h.example", id, title: 'a "graph" <b>', source: "x = 1\n\ny = 2\n" };
const usual: Choices = { ...USUAL, step: 13 };
const all: Choices = {
  ...usual,
  lang: "zh",
  theme: "dark",
  code: false,
  controls: false,
  edit: false,
  autoplay: true,
  loop: true,
  panels: ["ledger", "memory"],
  width: 640,
};

function made(code: string): HTMLElement {
  const holder = document.createElement("div");
  holder.innerHTML = code;
  return holder;
}

describe("what a recording is shared as", () => {
  it("says in an address only what is not as it usually is", () => {
    expect(framePath(id, usual)).toBe(`/embed/${id}#step=13`);
    expect(framePath(id, all)).toBe(
      `/embed/${id}?lang=zh&theme=dark&code=0&controls=0&panels=ledger,memory&autoplay=1&loop=1&readonly=1#step=13`,
    );
    expect(linkTo(shared, 4)).toBe(`https://h.example/g/${id}#step=4`);
  });

  it("is a frame that may not reach its page", () => {
    const frame = made(codeOf("frame", shared, all)).querySelector("iframe");
    expect(frame?.getAttribute("src")).toBe(`https://h.example${framePath(id, all)}`);
    expect(frame?.title).toBe(shared.title);
    expect(frame?.getAttribute("sandbox")).not.toContain("same-origin");
    expect([frame?.getAttribute("width"), frame?.getAttribute("height")]).toEqual(["640", "480"]);
  });

  it("is an element with the same choices, and a picture that leads to the recording within", () => {
    const page = made(codeOf("element", shared, all));
    const player = page.querySelector("gradwalk-player");
    expect(player?.getAttribute("recording")).toBe(id);
    expect(player?.getAttribute("panels")).toBe("ledger,memory");
    expect(player?.getAttribute("readonly")).toBe("1");
    expect(player?.querySelector("a")?.getAttribute("href")).toBe(linkTo(shared, 13));
    expect(player?.querySelector("img")?.getAttribute("alt")).toBe(shared.title);
    expect(page.querySelector("script")?.getAttribute("src")).toBe("https://h.example/gradwalk-player.js");
  });

  it("is a picture at the step, in the language and theme", () => {
    const picture = `https://h.example/embed/${id}.svg?step=13&theme=dark&lang=zh`;
    expect(
      made(codeOf("image", shared, all))
        .querySelector("img")
        ?.getAttribute("src"),
    ).toBe(picture);
    expect(codeOf("markdown", { ...shared, title: "a [b]" }, all)).toBe(
      `[![a \\[b\\]](${picture})](${linkTo(shared, 13)})`,
    );
  });

  it("is the program itself for builders of pages", () => {
    expect(codeOf("sphinx", shared, { ...usual, lang: "zh" })).toBe(
      ".. gradwalk::\n   :step: 13\n   :lang: zh\n   :height: 480\n\n   x = 1\n\n   y = 2\n",
    );
    expect(codeOf("myst", shared, usual)).toBe(
      "```{gradwalk}\n:step: 13\n:height: 480\n\nx = 1\n\ny = 2\n```\n",
    );
    expect(codeOf("mkdocs", shared, usual)).toBe('```gradwalk step="13" height="480"\nx = 1\n\ny = 2\n```\n');
  });

  it("has no program that ends its own fence", () => {
    const fenced = codeOf("mkdocs", { ...shared, source: "'''\n````\n'''\n" }, usual);
    expect(fenced.startsWith("`````gradwalk")).toBe(true);
    expect(fenced.endsWith("\n`````\n")).toBe(true);
  });

  it("has nothing in it that a title or an address has brought, in any kind", () => {
    const hostile = '"></iframe></gradwalk-player><script>alert(1)</script><img onerror=alert(1) src=x>';
    for (const kind of KINDS) {
      const page = made(codeOf(kind, { ...shared, title: hostile, origin: `https://h${hostile}` }, all));
      if (["frame", "element", "image"].includes(kind)) {
        expect(page.querySelectorAll("script").length).toBe(kind === "element" ? 1 : 0);
        expect(page.querySelectorAll("[onerror]").length).toBe(0);
      }
    }
  });
});
