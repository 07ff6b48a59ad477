// The words of the playground's page in the language of the page.

import { lang } from ".";
import { en, type ShellTexts } from "./en";
import { zh } from "./zh";

export type { ShellTexts } from "./en";

/** The page's words now; a component that calls this follows the language. */
export function usePageTexts(): ShellTexts {
  return lang.value === "zh" ? zh : en;
}
