// The language that a page is wanted in: asked for in the address, chosen before, or the browser's.

export type Lang = "en" | "zh";

export const KEY = "gradwalk-lang";

export function wanted(): Lang {
  const asked = new URLSearchParams(location.search).get("lang");
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Opaque frames have no storage.
  }
  return languageOf(asked) ?? languageOf(kept) ?? languageOf(navigator.language) ?? "en";
}

/** `zh-CN` is Chinese, `en-GB` English, anything else neither. */
export function languageOf(tag: string | null): Lang | null {
  if (tag?.toLowerCase().startsWith("zh")) return "zh";
  return tag?.toLowerCase().startsWith("en") ? "en" : null;
}
