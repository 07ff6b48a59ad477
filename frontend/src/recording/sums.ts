// Where gradients meet: the sum is what the receiving function is given later, never our own arithmetic.

import type { State } from "./fold";
import { functionOf } from "./lookup";
import type { Recording } from "./types.gen";

/** The sum of several contributions that are all there by `position`, as a value index; null if there is no such sum yet. */
export function sumAt(
  recording: Recording,
  state: State,
  call: number,
  fn: string,
  output: number,
): number | null {
  const here = state.functions[fn]?.arrivals.filter((a) => a.call === call && a.output_nr === output) ?? [];
  if (here.length < 2) return null;
  for (let index = state.position; index < recording.steps.length; index++) {
    const step = recording.steps[index];
    if (step?.type === "accumulate" && step.call === call && step.function === fn) return step.incoming;
    if (step?.type !== "node" || step.call !== call) continue;
    if (step.function === fn) return step.received[output] ?? null;
    const more = functionOf(recording, step.function).inputs.some(
      (edge, n) =>
        edge.kind === "function" && edge.function === fn && edge.output_nr === output && step.sent[n] != null,
    );
    if (more) return null;
  }
  return null;
}
