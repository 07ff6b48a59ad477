// Brings what a still picture needs of findings, and the map of a large one.

import { Sentence } from "../findings/Sentence";
import { Minimap } from "../scene/Minimap";
import { also } from "./also";

export const bringSeldom = (): void => void Object.assign(also, { Minimap, Sentence });
