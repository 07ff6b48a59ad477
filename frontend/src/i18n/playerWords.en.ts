// Everything that the player says in English, to be loaded in one piece.

import { en } from "../narration/en";
import { enSimple } from "../narration/enSimple";
import type { Sentences } from "../narration/sentences";

export { en as scene } from "../scene/texts";
export { playerEn as player } from "./player.en";

/** A still picture learns the rest if it comes to that. */
export const sentences = __STILL__ ? (enSimple as Sentences) : en;
