// The words of the playground's page and its panels in the language of the page.

import { spoken } from ".";

export type { ShellTexts } from "./en";

type Words = typeof import("./pageWords.en");

const words = spoken<Words>({
  en: () => import("./pageWords.en"),
  zh: () => import("./pageWords.zh"),
});

/** What the page around the player says. */
export const usePageTexts = () => words().page;
/** What the inspector, the ledger and the console say. */
export const usePanelTexts = () => words().panels;
/** What stands beside the cards. */
export const useMarginTexts = () => words().margin;
/** What stands around the findings. */
export const useFindingTexts = () => words().findings;
/** What stands around the derivative rules. */
export const useRuleTexts = () => words().rules;
/** What stands around a Jacobian. */
export const useJacobianTexts = () => words().jacobian;
/** What is said of memory. */
export const useMemoryTexts = () => words().memory;
