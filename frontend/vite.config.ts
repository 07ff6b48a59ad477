/// <reference types="vitest/config" />
import { resolve } from "node:path";
import { defineConfig } from "vite";

const backend = process.env.GRADWALK_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/",
  build: {
    rollupOptions: {
      input: {
        index: resolve(import.meta.dirname, "index.html"),
        embed: resolve(import.meta.dirname, "embed.html"),
      },
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
});
