// The narration in English: simple steps, and the words that all of it uses.

import type { Brief } from "./facts";
import { code, gradOf, join, type Name, type Sentence, say, strong, value } from "./segments";
import type { Simple } from "./sentences";

const HIDDEN: Record<string, string> = {
  uninitialised: "whatever was in that memory",
  sparse: "a sparse tensor",
  quantised: "quantised values",
  nested: "a nested tensor",
  meta: "a shape without values",
  wrapped: "a value inside a transform",
  freed: "freed memory",
  unreadable: "a value that cannot be read",
};

export function the(brief: Brief | null): Sentence {
  if (brief === null) return say`nothing`;
  if ("hidden" in brief) return say`${HIDDEN[brief.hidden] ?? brief.hidden}`;
  if ("shape" in brief) return sized("tensor", brief.shape);
  return say`${value(brief.text)}`;
}

/** A 2×2 tensor, a tensor of 3 elements, a scalar tensor. */
function sized(what: string, shape: string): Sentence {
  if (!/^\d+$/.test(shape)) return say`a ${shape} ${what}`;
  return say`a ${what} of ${shape} ${shape === "1" ? "element" : "elements"}`;
}

export const is = (brief: Brief | null): Sentence =>
  brief && "text" in brief && brief.everywhere ? say`${the(brief)} everywhere` : the(brief);

export const list = (items: Sentence[]): Sentence => join(items, ", ", " and ");
export const names = (items: Name[]): Sentence => list(items.map((name) => say`${strong(name)}`));

export const enSimple: Simple = {
  create({ source, shape, dtype, tracked, parameter, leaf, hidden, foreign }) {
    const kind = `${dtype} ${parameter ? "parameter, a leaf" : leaf ? "leaf" : "tensor"}`;
    const noise = hidden ? " Nobody has written to its memory yet, so its numbers mean nothing." : "";
    const care = tracked ? "It requires a gradient, so autograd tracks it." : "It requires no gradient.";
    const head = foreign
      ? say`${source.text ? say`In ${code(source)} there` : "There"} is ${sized(kind, shape)} that no recorded step made.`
      : say`${source.text ? code(source) : "The program"} makes ${sized(kind, shape)}.`;
    return say`${head} ${care}${noise}`;
  },
  bind: ({ name, value: bound, rebound, local }) =>
    bound
      ? say`${local ? "Within this call the name" : "The name"} ${strong(name)} ${rebound ? "now means another tensor" : "means this tensor from here on"}: ${is(bound)}.`
      : say`The name ${strong(name)} no longer means a tensor.`,
  flag({ name, what, on }) {
    if (what === "requires_grad")
      return on
        ? say`${strong(name)} requires a gradient from here on: operations on it are tracked.`
        : say`${strong(name)} no longer requires a gradient.`;
    if (what === "retain_grad")
      return say`${strong(name)} is no leaf, but it will keep its gradient: ${code("retain_grad()")} asked for it.`;
    if (what === "hook") return say`A hook waits at ${strong(name)}: it will be called with its gradient.`;
    return say`A hook waits at ${strong(name)}: it will be called after ${gradOf(name)} has been accumulated.`;
  },
  print: ({ text, stderr }) => say`The program ${stderr ? "writes to stderr" : "prints"} ${code(text)}.`,
  nothing: () => say`The program did nothing with tensors.`,
  finished: (sentence) => sentence,
};
