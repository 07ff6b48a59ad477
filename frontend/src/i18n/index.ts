// The language of the page: asked for in the address, chosen before, or the browser's.

import { effect, signal } from "@preact/signals";

export type Lang = "en" | "zh";

const KEY = "gradwalk-lang";

export const lang = signal<Lang>(initial());

effect(() => {
  document.documentElement.lang = lang.value;
});

/** Choose a language and remember it where that is possible. */
export function choose(to: Lang): void {
  lang.value = to;
  try {
    localStorage.setItem(KEY, to);
  } catch {
    // Opaque frames have no storage; the choice then lasts as long as the page.
  }
}

function initial(): Lang {
  const asked = new URLSearchParams(location.search).get("lang");
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // As above.
  }
  return languageOf(asked) ?? languageOf(kept) ?? languageOf(navigator.language) ?? "en";
}

/** `zh-CN` is Chinese, `en-GB` English, anything else neither. */
export function languageOf(tag: string | null): Lang | null {
  if (tag?.toLowerCase().startsWith("zh")) return "zh";
  return tag?.toLowerCase().startsWith("en") ? "en" : null;
}
