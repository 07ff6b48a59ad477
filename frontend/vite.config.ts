/// <reference types="vitest/config" />
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { ARCHIVED, alone } from "./building/alone.ts";
import { pieces } from "./building/pieces.ts";
import { seen } from "./building/seen.ts";
import { MANIFEST, playerIn, STAND_INS, stillEntry, unheard } from "./building/still.ts";

const backend = process.env.GRADWALK_BACKEND ?? "http://127.0.0.1:8000";

// Each page is built for itself: what two pages share must not decide how much one of them loads. The embed is built twice:
// the player, then the still picture that gives way to it. The player that files of their own carry is one script and one style,
// which the Python package has. The style guide never comes into the product.
const INPUTS: Record<string, string> = {
  archived: "src/pages/archived.tsx",
  embed: "src/pages/framed.tsx",
  element: "src/element/player.ts",
  still: "embed.html",
  styleguide: "styleguide.html",
};
const OUTPUTS: Record<string, string> = { archived: ARCHIVED, styleguide: "../.make/styleguide" };
const at = (file: string) => resolve(import.meta.dirname, file);

export default defineConfig(({ mode }) => ({
  base: "/",
  define: {
    __STILL__: String(mode === "still"),
    __ARCHIVED__: String(mode === "archived"),
    __PLAYER__: mode === "still" ? JSON.stringify(playerIn(at("dist"))) : "null",
  },
  resolve: { alias: mode === "still" ? STAND_INS : {} },
  plugins: mode === "still" ? [stillEntry, unheard, seen] : mode === "archived" ? [alone] : [],
  build: {
    // A browser that knows no preloading loads the same, later; in a frame there is nothing to be gained by it.
    modulePreload: mode !== "still" && { polyfill: false },
    outDir: at(OUTPUTS[mode] ?? "dist"),
    // The playground is built first, the rest into the same directory.
    emptyOutDir: !["embed", "still", "element"].includes(mode),
    ...(mode === "archived" && { cssCodeSplit: false, copyPublicDir: false, modulePreload: false }),
    manifest: mode === "embed" && MANIFEST,
    rollupOptions: {
      input: at(INPUTS[mode] ?? "index.html"),
      // A module that the still embed does not use is not to come along for what it might do by being there.
      ...(mode === "still" && {
        treeshake: {
          moduleSideEffects: [
            { test: /\.css$|\/pages\/still\.tsx$/, sideEffects: true },
            { test: /./, sideEffects: false },
          ],
          propertyReadSideEffects: false,
        },
      }),
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
}));
