// How the browser is started: Debian's Chromium, with pinned fonts, and no request of its own to anywhere.
import { join } from "node:path";
import type { LaunchOptions } from "@playwright/test";

export const chromium: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // Glyphs are drawn alike on every screen.
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
  ],
  env: {
    ...(process.env as Record<string, string>),
    FONTCONFIG_FILE: join(import.meta.dirname, "fonts.conf"),
  },
};
