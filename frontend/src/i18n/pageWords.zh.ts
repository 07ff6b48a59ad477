// Everything that the playground adds to the player's words in Chinese, to be loaded in one piece.

export { zh as findings } from "../findings/texts.zh";
export { zh as jacobian } from "../jacobian/texts.zh";
export { zh as margin } from "../margin/texts.zh";
export { zh as memory } from "../memory/texts.zh";
export { zh as panels } from "../panels/texts.zh";
export { zh as rules } from "../rules/texts.zh";
export { zh as page } from "./zh";
