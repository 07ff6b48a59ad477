// Builds the still embed, for one language at a time: the player's own components without what listens, drawn once by a few functions instead of Preact.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

const at = (file: string) => `${resolve(import.meta.dirname, "../src")}/${file}`;

/** What stands in for Preact. */
export const STAND_INS: Record<string, string> = {
  "@preact/signals": at("still/signals.ts"),
  "preact/hooks": at("still/hooks.ts"),
  "preact/jsx-runtime": at("still/jsx.ts"),
};

/** What stands in for modules of our own: a still picture has its language with it. */
const OWN: Record<string, string> = {
  [at("i18n/index.ts")]: at("still/lang.ts"),
  [at("i18n/player.ts")]: at("still/words.ts"),
};

/** The mode that builds the still embed in a language, and the language that a mode builds it in. */
export const modeOf = (language: Language): string => `still.${language}`;
export const languageOf = (mode: string): Language | undefined =>
  LANGUAGES.find((language) => modeOf(language) === mode);

/** Where a build says what it made. */
export const manifestOf = (mode: string): string => `.vite/${mode}.json`;

type Entry = { file: string; css?: string[] };

/** What an earlier build made of an entry. */
export function entryIn(dist: string, mode: string, source: string): Entry {
  const manifest = JSON.parse(readFileSync(resolve(dist, manifestOf(mode)), "utf8"));
  return manifest[source] as Entry;
}

/** Where the built player's script and style are. */
export function playerIn(dist: string): { script: string; style: string } {
  const { file, css } = entryIn(dist, "embed", "src/pages/framed.tsx");
  if (css?.length !== 1) throw new Error(`the player has ${css?.length} styles, not one`);
  return { script: `/${file}`, style: `/${css[0]}` };
}

/** Puts our stand-ins in, and leaves the styles out: the page has them (frame.ts). */
export const alike: Plugin = {
  name: "gradwalk:alike",
  enforce: "pre",
  resolveId: {
    order: "pre",
    async handler(source, importer = "", options) {
      if (source.endsWith(".css")) return NOTHING;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (!found) return null;
      const id = OWN[found.id] ?? found.id;
      const isRest = importer === at("still/rest.ts") || importer.endsWith(COPY);
      return isRest && id.startsWith(at("")) && !SHARED.test(id) ? id + COPY : id;
    },
  },
  load: {
    order: "pre",
    handler(id) {
      if (id === NOTHING) return "";
      // No piece of it has a style or another piece of its own that would have to be there first.
      if (id.includes("vite/preload-helper")) return "export const __vitePreload = (load) => load();";
      return id.endsWith(COPY) ? readFileSync(id.slice(0, -COPY.length), "utf8") : null;
    },
  },
};

const NOTHING = "\0gradwalk:nothing";

// The rest has a module of its own of whatever it uses, else the first picture would come with all that only the rest uses of the
// modules of both. It shares what is there to be shared (src/still), and modules of which the first picture has about all anyway.
const COPY = "?rest";
const SHARED =
  /\/src\/(still\/|recording\/(lookup|format|visible)\.|timeline\/(Glyph|ticks)\.|values\/Cells\.|code\/(breadth|columns)\.|scene\/(cuts|own|future)\.|narration\/..Simple\.)/;
