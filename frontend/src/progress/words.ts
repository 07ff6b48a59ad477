// The words about a run that takes a while, in the language of the page.

import { spoken } from "../i18n";
import type { ProgressTexts } from "./texts";

export const useProgressTexts = spoken<ProgressTexts>({
  en: async () => (await import("./texts")).en,
  zh: async () => (await import("./texts.zh")).zh,
});
