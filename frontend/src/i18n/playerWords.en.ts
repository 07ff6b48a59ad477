// Everything that the player says in English, to be loaded in one piece.

export { en as sentences } from "../narration/en";
export { en as scene } from "../scene/texts";
export { playerEn as player } from "./player.en";
