// The words of the player in the language of the page. The playground's own words are in page.ts, so that the embed goes without.

import { lang } from ".";
import { type PlayerTexts, playerEn } from "./player.en";
import { playerZh } from "./player.zh";

export type { PlayerTexts } from "./player.en";

/** The player's words now; a component that calls this follows the language. */
export function usePlayerTexts(): PlayerTexts {
  return lang.value === "zh" ? playerZh : playerEn;
}
