// What a step of several tensors, or of backward, is about. Pure.

import type { State } from "../recording/fold";
import type { PlacedNode, Recording, Step } from "../recording/types.gen";
import type { Moment } from "./moment";

/** The backward call under way, or else the latest; 0 before the first. */
export function callAt(recording: Recording, { position, calls }: State): number {
  let call = calls.at(-1) ?? 0;
  for (let n = position - 1; n >= 0 && call === 0; n--) {
    const step = recording.steps[n];
    if (step?.type === "backward") call = step.call;
  }
  return call;
}

/** The gradients that have come to the output that a card shows, in the call under way or the latest. */
export function functionArrivals({ state, call }: Moment, node: PlacedNode) {
  const arrivals = state.functions[node.function ?? ""]?.arrivals ?? [];
  return arrivals.filter((arrival) => arrival.call === call && arrival.output_nr === (node.output_nr ?? 0));
}

/** The gradients that have come to the functions that accumulate into a leaf. */
export function leafArrivals({ state, past, call }: Moment, tensor: string) {
  return (past.accumulators.get(tensor) ?? [])
    .flatMap((id) => state.functions[id]?.arrivals ?? [])
    .filter((arrival) => arrival.call === call);
}

/** Whether a step that names several tensors names this one. */
export function isAmong(step: Step, tensor: string): boolean {
  if (step.type === "backward") return step.roots.some((root) => root.tensor === tensor);
  if (step.type !== "op") return false;
  return (
    step.outputs.includes(tensor) ||
    step.mutated.includes(tensor) ||
    (step.cut === "item" && step.inputs.some((input) => "tensor" in input && input.tensor === tensor))
  );
}

/** The function that a step tells the failure of. */
export const failedIn = (step: Step | null): string | null =>
  step?.type === "error" ? step.function : step?.type === "backward_end" ? step.failed : null;
