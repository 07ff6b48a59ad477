// The words about sharing, in the language of the page.

import { spoken } from "../i18n";
import type { ShareTexts } from "./texts";

export const useShareTexts = spoken<ShareTexts>({
  en: async () => (await import("./texts")).en,
  zh: async () => (await import("./texts.zh")).zh,
});
