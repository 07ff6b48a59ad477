// A simple step as a sentence: a leaf appears, a name is bound, something is printed.

import { formatShape } from "../recording/format";
import { tensorOf, valueAt } from "../recording/lookup";
import { nameKey } from "../recording/names";
import type { Step } from "../recording/types.gen";
import { brief, sourceOf, tensorNamed } from "./facts";
import type { Sentence } from "./segments";
import type { Simple } from "./sentences";
import type { Told } from "./told";

const LONGEST_PRINT = 60;

/** Null for a step that is more than that. */
export function toldSimple({ recording, stateAt }: Told, step: Step, words: Simple): Sentence | null {
  const position = step.index + 1;
  const state = stateAt(position);
  switch (step.type) {
    case "create": {
      const row = tensorOf(recording, step.tensor);
      return words.create({
        source: { text: sourceOf(recording, step.span), ref: { kind: "tensor", id: step.tensor } },
        shape: formatShape(row.shape),
        dtype: row.dtype,
        tracked: row.requires_grad,
        parameter: row.is_parameter,
        leaf: row.is_leaf,
        hidden: valueAt(recording, row.value).hidden === "uninitialised",
        foreign: step.how === null,
      });
    }
    case "bind": {
      const bound = step.tensor === null ? null : state.tensors[step.tensor];
      return words.bind({
        name: step.tensor
          ? { text: step.name, ref: { kind: "tensor", id: step.tensor } }
          : { text: step.name },
        value: bound ? brief(recording, bound.value) : null,
        rebound: stateAt(position - 1).names[nameKey(step)] !== undefined,
        local: step.local != null,
      });
    }
    case "flag":
      return words.flag({
        name: tensorNamed(recording, state, step.tensor),
        what: step.what,
        on: state.tensors[step.tensor]?.requires_grad ?? false,
      });
    case "print":
      return words.print({ text: shortened(step.text), stderr: step.stream === "stderr" });
    default:
      return null;
  }
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_PRINT ? `${line.slice(0, LONGEST_PRINT - 1)}…` : line || "↵";
}
