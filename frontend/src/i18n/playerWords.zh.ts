// Everything that the player says in Chinese, to be loaded in one piece.

export { zh as sentences } from "../narration/zh";
export { zh as scene } from "../scene/texts.zh";
export { playerZh as player } from "./player.zh";
