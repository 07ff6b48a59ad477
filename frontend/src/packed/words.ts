// The words about programs in links, in the language of the page.

import { spoken } from "../i18n";
import type { PackedTexts } from "./texts";

export const usePackedTexts = spoken<PackedTexts>({
  en: async () => (await import("./texts")).en,
  zh: async () => (await import("./texts.zh")).zh,
});
