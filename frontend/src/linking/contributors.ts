// What a gradient is made of: everything that was sent to it, with the step and the function that sent it. Pure.

import type { State } from "../recording/fold";
import { functionOf } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";

/**
 * One contribution. `function` and `input` say which edge it came by; null where the backward call began with it, or, with a
 * null `call`, where the program itself wrote it.
 */
export interface Contribution {
  position: number;
  call: number | null;
  function: string | null;
  input: number | null;
  /** An index into the recording's values. */
  value: number;
}

/**
 * The contributions to the gradient of a tensor up to the state's position, in order. To a leaf's `.grad`: those of every
 * call since the program last wrote to it; to another tensor's gradient: those of the latest call that reached it.
 */
export function contributionsTo(recording: Recording, state: State, id: string): Contribution[] {
  const now = state.tensors[id];
  if (!now) return [];
  const to = now.is_leaf ? accumulatorsOf(recording, id) : new Set(now.grad_fn ? [now.grad_fn] : []);
  const output = now.is_leaf ? 0 : now.output_nr;
  let found: Contribution[] = [];
  for (let index = 0; index < state.position; index++) {
    const step = recording.steps[index];
    const position = index + 1;
    if (now.is_leaf && step?.type === "grad" && step.tensor === id) {
      const kept = step.how === "zeroed" ? null : step.after;
      found = kept === null ? [] : [{ position, call: null, function: null, input: null, value: kept }];
    }
    if (step?.type === "backward") {
      for (const root of step.roots) {
        if (root.function && to.has(root.function) && root.output_nr === output && root.seed !== null)
          found.push({ position, call: step.call, function: null, input: null, value: root.seed });
      }
    }
    if (step?.type !== "node") continue;
    const { call } = step;
    functionOf(recording, step.function).inputs.forEach((edge, input) => {
      const value = step.sent[input] ?? null;
      if (edge.kind === "function" && to.has(edge.function) && edge.output_nr === output && value !== null)
        found.push({ position, call, function: step.function, input, value });
    });
  }
  const latest = found.at(-1)?.call;
  return now.is_leaf ? found : found.filter(({ call }) => call === latest);
}

/** A leaf has a new accumulator where its old one died. */
const accumulatorsOf = (recording: Recording, leaf: string) =>
  new Set(recording.functions.filter(({ variable }) => variable === leaf).map(({ id }) => id));
