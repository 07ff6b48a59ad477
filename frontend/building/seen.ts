// Leaves of the still embed's style what a picture that nobody points at, and that does not move, can show.

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import postcss, { type Container, type Rule } from "postcss";
import type { Plugin, Rolldown } from "vite";

type OutputBundle = Rolldown.OutputBundle;

/** What only a pointer, the focus, or the program's own course brings about. */
const UNSEEN = /:hover|:focus|:active|::?(view|selection)/;
/** What more than simple steps and small tables may show: it comes with the player's whole style (still/rest.ts). */
const REST =
  /\.(lens|together|hot|chan|ran|freed|error|failed|octagon|token|heat|plus|plus-o|fn-i|second|labelled|told|note|selected|slice|bad|halo|tick|waiting|caller|runs|primary|e|small|strike|overwritten|lane|well-kept|retained|why|q|codeless|paneled|panels)(?![\w-])|\.(fn|line)\.now|\.tk(\.\w+)? span|\.ib\.play\[|^\.narration small|\[data-phase=.?(backward|error)/;
const MOVES =
  /^(transition|animation|cursor|touch-action|user-select|-webkit-user-select|will-change|scroll-behavior)/;

export const seen: Plugin = {
  name: "gradwalk:seen",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const pieces = Object.values(bundle);
      const entry = pieces.find((piece) => piece.type === "chunk" && piece.isEntry);
      const page = pieces.find((piece) => piece.fileName.endsWith(".html"));
      const style = pieces.find((piece) => piece.fileName.endsWith(".css"));
      if (entry?.type !== "chunk" || page?.type !== "asset" || style?.type !== "asset")
        throw new Error("the still embed has no script, no page or no style");
      const words = new Set(entry.code.match(/[\w-]+/g));
      style.source = reduced(String(style.source), (name) => words.has(name));
      // It is kept for ever under its name, which was given before.
      const hash = createHash("sha256").update(style.source).digest("base64url").slice(0, 8);
      const before = style.fileName;
      style.fileName = `assets/still-${hash}.css`;
      page.source = String(page.source).replaceAll(before, style.fileName);
      console.info(`A frame's first picture, gzipped: ${told(bundle, entry.fileName, style.source)}`);
    },
  },
};

/** What comes with the page in English: the script with its words, and the style. */
function told(bundle: OutputBundle, entry: string, style: string): string {
  const words = Object.keys(bundle).find((name) => name.includes("playerWords.en"));
  const names = new Set<string>();
  const take = (name: string) => {
    const piece = bundle[name];
    if (piece?.type !== "chunk" || names.has(name)) return;
    names.add(name);
    piece.imports.forEach(take);
  };
  for (const name of [entry, words ?? ""]) take(name);
  const kB = (texts: string[]) =>
    (texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000).toFixed(1);
  const scripts = [...names].map((name) => (bundle[name] as { code: string }).code);
  return `${kB(scripts)} kB of script, ${kB([style])} kB of style`;
}

/** A style without what cannot be seen. `named` tells whether the script knows a class or an attribute. */
export function reduced(css: string, named: (name: string) => boolean): string {
  const root = postcss.parse(css);
  root.walkAtRules(/keyframes$/, (rule) => void rule.remove());
  root.walkAtRules("media", (rule) => void (rule.params.includes("reduced-motion") && rule.remove()));
  root.walkRules((rule: Rule) => {
    rule.selectors = rule.selectors.filter((one) => isSeen(one, named));
    if (rule.selectors.join("") === "") rule.remove();
  });
  root.walkDecls(MOVES, (declaration) => void declaration.remove());
  dropUnused(root, named);
  root.walk((node) => {
    if ("nodes" in node && (node as Container).nodes?.length === 0) node.remove();
  });
  return root.toString();
}

function isSeen(selector: string, named: (name: string) => boolean): boolean {
  // What :not() names need not be there.
  const plain = selector.replace(/:not\([^)]*\)/g, "");
  if (UNSEEN.test(plain) || REST.test(plain)) return false;
  const names = [...plain.matchAll(/[.#]([\w-]+)|\[([\w-]+)/g)].map(
    ([, name, attribute]) => name ?? attribute ?? "",
  );
  return names.every((name) => name === "root" || /^(data-theme|data-phase)$/.test(name) || named(name));
}

/** Custom properties that nothing asks for, until there are none. */
function dropUnused(root: postcss.Root, named: (name: string) => boolean): void {
  for (let again = true; again; ) {
    again = false;
    const used = new Set(root.toString().match(/(?<=var\(\s*)--[\w-]+/g));
    root.walkDecls(/^--/, (declaration) => {
      if (used.has(declaration.prop) || named(declaration.prop)) return;
      declaration.remove();
      again = true;
    });
  }
}
