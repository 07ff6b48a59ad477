// The narration in English: that a tensor is there.

import { code, type Sentence, say } from "./segments";
import type { Simple } from "./sentences";

/** A 2×2 tensor, an 8×4 tensor, a tensor of 3 elements, a scalar tensor. */
export function sized(what: string, shape: string): Sentence {
  const line = /^\d+$/.test(shape);
  const text = line ? `${what} of ${shape} ${shape === "1" ? "element" : "elements"}` : `${shape} ${what}`;
  return say`${/^(int|8|1[18]\b)/.test(text) ? "an" : "a"} ${text}`;
}

export const enSimple: Simple = {
  create({ source, shape, dtype, tracked, parameter, leaf, hidden }) {
    const kind = `${dtype} ${parameter ? "parameter" : leaf ? "leaf" : "tensor"}`;
    const noise = hidden ? " Nothing was written to its memory yet: its numbers mean nothing." : "";
    const care = tracked ? "It requires a gradient, so autograd tracks it." : "It requires no gradient.";
    return say`${source.text ? code(source) : "The program"} makes ${sized(kind, shape)}${parameter ? ", a leaf" : ""}. ${care}${noise}`;
  },
  nothing: () => say`The program did nothing with tensors.`,
  finished: (sentence) => sentence,
};
