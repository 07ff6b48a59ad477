// The embed's page: it begins with a script that has the still picture in the reader's language come, and with its style.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { reduced } from "./seen.ts";
import { entryIn, LANGUAGES, modeOf } from "./still.ts";

/** Where the still pictures' scripts are, by their language. */
export const stillsIn = (dist: string): Record<string, string> =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      `/${entryIn(dist, modeOf(language), "src/pages/still.tsx").file}`,
    ]),
  );

const THEME = '<script src="/theme.js"></script>';
const MODULE = /\s*<script type="module".*<\/script>/;

/** Makes the page of `page`, which the player's own entry is for while it is being worked on. */
export function frame(page: string, dist: string): Plugin {
  return {
    name: "gradwalk:frame",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const pieces = Object.values(bundle);
        const entry = pieces.find((piece) => piece.type === "chunk" && piece.isEntry);
        const style = pieces.find((piece) => piece.fileName.endsWith(".css"));
        if (entry?.type !== "chunk" || style?.type !== "asset")
          throw new Error("the frame has no script or no style");
        const stills = Object.entries(stillsIn(dist)).map(
          ([language, path]) => [language, readFileSync(resolve(dist, path.slice(1)), "utf8")] as const,
        );
        const words = new Set(stills.flatMap(([, code]) => code.match(/[\w-]+/g) ?? []));
        style.source = reduced(String(style.source), (name) => words.has(name));
        // It is kept for ever under its name, which was given before.
        const hash = createHash("sha256").update(style.source).digest("base64url").slice(0, 8);
        style.fileName = `assets/still-${hash}.css`;
        const html = readFileSync(page, "utf8");
        if (!html.includes(THEME) || !MODULE.test(html)) throw new Error(`${page} is not as it was`);
        const start = [
          `<script src="/${entry.fileName}"></script>`,
          `<link rel="stylesheet" crossorigin href="/${style.fileName}">`,
        ];
        const source = html.replace(MODULE, "").replace(THEME, start.join("\n    "));
        this.emitFile({ type: "asset", fileName: "embed.html", source });
        for (const [language, code] of stills)
          console.info(
            `A frame's first picture (${language}), gzipped: ${kB(entry.code, code)} kB of script, ${kB(style.source)} kB of style`,
          );
      },
    },
  };
}

const kB = (...texts: string[]): string =>
  (texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000).toFixed(2);
