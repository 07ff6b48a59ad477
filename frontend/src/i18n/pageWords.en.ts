// Everything that the playground adds to the player's words in English, to be loaded in one piece.

export { en as findings } from "../findings/texts";
export { en as jacobian } from "../jacobian/texts";
export { en as margin } from "../margin/texts";
export { en as memory } from "../memory/texts";
export { en as panels } from "../panels/texts";
export { en as rules } from "../rules/texts";
export { en as page } from "./en";
