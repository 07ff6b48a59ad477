// Everything that the player says in Chinese, to be loaded in one piece.

import type { Sentences } from "../narration/sentences";
import { zh } from "../narration/zh";
import { zhSimple } from "../narration/zhSimple";

export { zh as scene } from "../scene/texts.zh";
export { playerZh as player } from "./player.zh";

/** A still picture learns the rest if it comes to that. */
export const sentences = __STILL__ ? (zhSimple as Sentences) : zh;
