/// <reference types="vitest/config" />
import { resolve } from "node:path";
import { defineConfig } from "vite";

const backend = process.env.GRADWALK_BACKEND ?? "http://127.0.0.1:8000";

// The style guide is served by `vite` and built by `vite build --mode styleguide` alone, never into the product.
const inputs = { index: "index.html", embed: "embed.html" };
const guide = { styleguide: "styleguide.html" };
const at = (file: string) => resolve(import.meta.dirname, file);

export default defineConfig(({ mode }) => ({
  base: "/",
  build: {
    outDir: mode === "styleguide" ? at("../.make/styleguide") : at("dist"),
    emptyOutDir: true,
    rollupOptions: {
      input: Object.values(mode === "styleguide" ? guide : inputs).map(at),
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
