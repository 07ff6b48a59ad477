// The language of the page: asked for in the address, chosen before, or the browser's. Its words come when it is spoken.

import { effect, signal } from "@preact/signals";

export type Lang = "en" | "zh";

const KEY = "gradwalk-lang";

/** The language on show. It changes through `show`, which sees to the words first. */
export const lang = signal<Lang>(initial());

effect(() => {
  document.documentElement.lang = lang.value;
});

const loaders: ((to: Lang) => Promise<void>)[] = [];

/** Words of which one language is loaded at a time. What it returns reads them; a component that calls it follows the language. */
export function spoken<Words>(sources: Record<Lang, () => Promise<Words>>): () => Words {
  const kept: Partial<Record<Lang, Words>> = {};
  loaders.push(async (to) => {
    kept[to] ??= await sources[to]();
  });
  return () => {
    const words = kept[lang.value];
    if (!words)
      throw new Error(`the words of ${lang.value} are not loaded: await loadWords() before drawing`);
    return words;
  };
}

/** Load everything that is said in a language: done before anything is drawn. */
export const loadWords = (to: Lang = lang.peek()): Promise<unknown> =>
  Promise.all(loaders.map((load) => load(to)));

let wanted: Lang = lang.peek();

/** Show the page in a language. Where its words do not come, or another is wanted meanwhile, it stays as it is: false. */
export async function show(to: Lang): Promise<boolean> {
  wanted = to;
  try {
    await loadWords(to);
  } catch {
    return false;
  }
  if (wanted !== to) return false;
  lang.value = to;
  return true;
}

/** Choose a language and remember it where that is possible. */
export async function choose(to: Lang): Promise<void> {
  if (!(await show(to))) return;
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
