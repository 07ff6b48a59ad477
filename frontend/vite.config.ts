/// <reference types="vitest/config" />
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { ARCHIVED, alone } from "./building/alone.ts";
import { frame, stillsIn } from "./building/frame.ts";
import { pieces } from "./building/pieces.ts";
import { alike, languageOf, manifestOf, playerIn, STAND_INS } from "./building/still.ts";
import { unheard } from "./building/unheard.ts";

const backend = process.env.GRADWALK_BACKEND ?? "http://127.0.0.1:8000";

// Each page is built for itself: what two pages share must not decide how much one of them loads. The embed is built in four
// parts: the player, the still picture that gives way to it, in each language, and the page that chooses between these. The
// player that files of their own carry is one script and one style, which the Python package has. The style guide never comes
// into the product.
const INPUTS: Record<string, string> = {
  archived: "src/pages/archived.tsx",
  embed: "src/pages/framed.tsx",
  element: "src/element/player.ts",
  frame: "src/pages/start.ts",
  styleguide: "styleguide.html",
};
const OUTPUTS: Record<string, string> = { archived: ARCHIVED, styleguide: "../.make/styleguide" };
const at = (file: string) => resolve(import.meta.dirname, file);

const playerAddresses = ({ script, style }: ReturnType<typeof playerIn>) => ({
  "__PLAYER__.script": JSON.stringify(script),
  "__PLAYER__.style": JSON.stringify(style),
});

export default defineConfig(({ mode }) => {
  const language = languageOf(mode);
  const dist = at("dist");
  return {
    base: "/",
    define: {
      __STILL__: String(language !== undefined),
      __LANGUAGE__: JSON.stringify(language ?? null),
      __ARCHIVED__: String(mode === "archived"),
      ...(language && playerAddresses(playerIn(dist))),
      __STILLS__: mode === "frame" ? JSON.stringify(stillsIn(dist)) : "null",
    },
    resolve: { alias: language ? STAND_INS : {} },
    plugins: language
      ? [alike, unheard]
      : mode === "frame"
        ? [frame(at("embed.html"), dist)]
        : mode === "archived"
          ? [alone]
          : [],
    build: {
      // The last browsers of many an old laptop and telephone. Scripts with `#names`, which all of them know, stay small.
      target: ["chrome100", "firefox115", "safari16"],
      cssTarget: ["chrome92", "firefox115", "safari15.4"],
      // A browser that knows no preloading loads the same, later; in a frame there is nothing to be gained by it.
      modulePreload: !language && { polyfill: false },
      outDir: at(OUTPUTS[mode] ?? "dist"),
      // The playground is built first, the rest into the same directory.
      emptyOutDir: ["production", ...Object.keys(OUTPUTS)].includes(mode),
      cssCodeSplit: !["archived", "frame"].includes(mode),
      ...(mode === "archived" && { copyPublicDir: false, modulePreload: false }),
      manifest: (mode === "embed" || language !== undefined) && manifestOf(mode),
      rollupOptions: {
        input: at(INPUTS[mode] ?? (language ? "src/pages/still.tsx" : "index.html")),
        // A module that the still embed does not use is not to come along for what it might do by being there.
        ...(language && {
          treeshake: {
            moduleSideEffects: [
              { test: /\/pages\/still\.tsx$/, sideEffects: true },
              { test: /./, sideEffects: false },
            ],
            propertyReadSideEffects: false,
          },
          output: { entryFileNames: `assets/${mode}-[hash].js` },
        }),
        // A script that the page waits for, so that nothing is painted before.
        ...(mode === "frame" && { output: { format: "iife", entryFileNames: "assets/start-[hash].js" } }),
        // Other sites' pages load it by its name, as a script of its own.
        ...(mode === "element" && { output: { format: "iife", entryFileNames: "gradwalk-player.js" } }),
        ...(mode === "archived" && {
          output: { codeSplitting: false, entryFileNames: "player.js", assetFileNames: "player[extname]" },
        }),
        ...(mode === "production" && {
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [{ debugName: "pieces", name: pieces() }],
            },
          },
        }),
        preserveEntrySignatures: mode === "embed" ? "strict" : false,
      },
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    server: { port: 5173, proxy: { "/api": backend }, fs: { allow: [".."] } },
    test: {
      root: "..",
      dir: "../tests/frontend",
      environment: "happy-dom",
      setupFiles: ["./tests/frontend/setup.ts"],
      include: ["**/*.test.{ts,tsx}"],
    },
  };
});
