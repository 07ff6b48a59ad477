// That a tensor is there, as a sentence: the first step of most programs.

import { formatShape } from "../recording/format";
import { tensorOf, valueAt } from "../recording/lookup";
import type { Step } from "../recording/types.gen";
import { sourceOf } from "./facts";
import type { Sentence } from "./segments";
import type { Simple } from "./sentences";
import type { Told } from "./told";

/** Null for any other step. */
export function toldSimple({ recording }: Told, step: Step, words: Simple): Sentence | null {
  if (step.type !== "create") return null;
  const row = tensorOf(recording, step.tensor);
  return words.create({
    source: { text: sourceOf(recording, step.span), ref: { kind: "tensor", id: step.tensor } },
    shape: formatShape(row.shape),
    dtype: row.dtype,
    tracked: row.requires_grad,
    parameter: row.is_parameter,
    leaf: row.is_leaf,
    hidden: valueAt(recording, row.value).hidden === "uninitialised",
  });
}
