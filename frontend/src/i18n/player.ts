// The words of the player in the language of the page. The playground's own words are in page.ts, so that the embed goes without.

import { spoken } from ".";

export type { PlayerTexts } from "./player.en";

type Words = typeof import("./playerWords.en");

const words = spoken<Words>({
  en: () => import("./playerWords.en"),
  zh: () => import("./playerWords.zh"),
});

/** What the timeline, the code and the embed say. */
export const usePlayerTexts = () => words().player;
/** What stands in the picture. */
export const useSceneTexts = () => words().scene;
/** How a step is told. */
export const useSentences = () => words().sentences;
