import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

const root = resolve(import.meta.dirname, "../..");
const port = Number(process.env.E2E_PORT ?? 8765);

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(root, ".make/e2e"),
  // One run at a time: the tests share two cores with the server and its sandbox.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // Of the edges of glyphs another build of the browser may draw some otherwise; a wrong digit is more than that.
    toHaveScreenshot: { animations: "disabled", maxDiffPixels: 100 },
  },
  snapshotPathTemplate: "{testDir}/__screenshots__/{arg}{ext}",
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: "chromium",
    launchOptions: chromium,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
  },
  webServer: [
    {
      command: `${join(root, ".venv/bin/gradwalk")} serve --port ${port}`,
      cwd: root,
      url: `http://127.0.0.1:${port}/healthz`,
      env: {
        GRADWALK_DATABASE_URL: `sqlite+aiosqlite:///${join(mkdtempSync(join(tmpdir(), "gradwalk-e2e-")), "e2e.sqlite3")}`,
        OMP_NUM_THREADS: "1",
      },
      timeout: 60_000,
      reuseExistingServer: false,
    },
    {
      command: `npx vite build --mode styleguide --logLevel warn && npx vite preview --mode styleguide --host 127.0.0.1 --strictPort --port ${port + 1}`,
      cwd: join(root, "frontend"),
      url: `http://127.0.0.1:${port + 1}/styleguide`,
      timeout: 60_000,
      reuseExistingServer: false,
    },
  ],
});
