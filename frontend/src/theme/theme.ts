// Light, dark, or as the system has it. public/theme.js does the same before the first paint.

import { effect, signal } from "@preact/signals";
import { askFor } from "../storage/addressed";
import { readStored, writeStored } from "../storage/stored";

export type Theme = "auto" | "light" | "dark";
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

const KEY = "gradwalk.theme";

export function isTheme(text: string | null): text is Theme {
  return text === "auto" || text === "light" || text === "dark";
}

/** What the reader chose. */
export const theme = signal<Theme>("auto");

/** Take up the theme that the address or the reader's last choice asks for, and follow the system where it is `auto`. */
export function startTheme(): void {
  const asked = new URLSearchParams(location.search).get("theme");
  const kept = readStored(KEY);
  theme.value = isTheme(asked) ? asked : isTheme(kept) ? kept : "auto";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const systemDark = signal(dark.matches);
  dark.addEventListener("change", () => {
    systemDark.value = dark.matches;
  });
  effect(() => {
    const resolved = theme.value === "auto" ? (systemDark.value ? "dark" : "light") : theme.value;
    document.documentElement.dataset.theme = resolved;
  });
}

/** Change the theme, and remember it. */
export function setTheme(next: Theme): void {
  theme.value = next;
  writeStored(KEY, next);
  askFor("theme", next);
}
