// The language of the page: from the address, else as chosen before, else as the browser asks.

import { signal } from "@preact/signals";
import { readStored, writeStored } from "../storage/stored";

export type Lang = "en" | "zh";

const KEY = "gradwalk.lang";

/** The first language of `wanted` that is spoken here; `zh-Hant`, `zh-CN` and the like are Chinese. */
export function chooseLang(wanted: readonly (string | null | undefined)[]): Lang {
  for (const tag of wanted) {
    const base = tag?.toLowerCase().split("-")[0];
    if (base === "en" || base === "zh") return base;
  }
  return "en";
}

/** The language now. Reading it in a component makes the component follow it. */
export const lang = signal<Lang>("en");

/** Take up the language that the address, the reader's last choice, or the browser asks for. */
export function startLang(): void {
  const asked = new URLSearchParams(location.search).get("lang");
  show(chooseLang([asked, readStored(KEY), ...navigator.languages]));
}

/** Change the language, and remember it. */
export function setLang(next: Lang): void {
  show(next);
  writeStored(KEY, next);
}

function show(next: Lang): void {
  lang.value = next;
  document.documentElement.lang = next === "zh" ? "zh-Hans" : "en";
}
