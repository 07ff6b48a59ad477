// The language of the page. Its words come when it is spoken.

import { effect, signal } from "@preact/signals";
import { askFor } from "../storage/addressed";
import { writeStored } from "../storage/stored";
import { KEY, type Lang, wanted as wantedAtFirst } from "./wanted";

export { type Lang, languageOf } from "./wanted";

/** The language on show. It changes through `show`, which sees to the words first. */
export const lang = signal<Lang>(wantedAtFirst());

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

/** Choose a language and remember it where that is possible. False where its words did not come. */
export async function choose(to: Lang): Promise<boolean> {
  if (!(await show(to))) return wanted !== to;
  askFor("lang", to);
  writeStored(KEY, to);
  return true;
}
