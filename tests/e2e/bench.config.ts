// How fast the player is, for `make bench`: in the browser of the tests, against a server that runs already.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "*.bench.ts",
  outputDir: join(tmpdir(), "gradwalk-bench"),
  workers: 1,
  timeout: 300_000,
  reporter: [["line"]],
  use: {
    baseURL: process.env.BENCH_URL ?? "http://127.0.0.1:8000",
    browserName: "chromium",
    launchOptions: chromium,
    viewport: { width: 1440, height: 900 },
  },
});
