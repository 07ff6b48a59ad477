// Everything that the views of boxes and lines are derived from at one position. Pure.

import type { Player } from "../player/player";
import type { State } from "../recording/fold";
import type { PlacedNode, Recording, Step } from "../recording/types.gen";
import type { Past } from "./history";

export type Moment = {
  recording: Recording;
  position: number;
  step: Step | null;
  state: State;
  past: Past;
  /** The backward call under way, or else the latest; 0 before the first. */
  call: number;
};

export function momentOf(player: Player, past: Past): Moment {
  const { recording } = player;
  const position = player.position.value;
  const state = player.state.value;
  let call = state.calls.at(-1) ?? 0;
  for (let n = position - 1; n >= 0 && call === 0; n--) {
    const step = recording.steps[n];
    if (step?.type === "backward") call = step.call;
  }
  return { recording, position, step: player.step.value, state, past, call };
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

/** Whether the current step is about this card. */
export function isAbout(step: Step | null, node: PlacedNode): boolean {
  if (!step || !node.tensor) return false;
  switch (step.type) {
    case "create":
    case "flag":
    case "grad":
    case "update":
    case "accumulate":
      return node.kind === "leaf"
        ? step.tensor === node.tensor
        : step.type !== "accumulate" && step.tensor === node.tensor;
    case "bind":
      return step.tensor === node.tensor;
    case "op":
      return (
        step.outputs.includes(node.tensor) ||
        step.mutated.includes(node.tensor) ||
        (step.cut === "item" &&
          step.inputs.some((input) => "tensor" in input && input.tensor === node.tensor))
      );
    case "backward":
      return step.roots.some((root) => root.tensor === node.tensor);
    default:
      return false;
  }
}

/** The function that a step tells the failure of. */
export const failedIn = (step: Step | null): string | null =>
  step?.type === "error" ? step.function : step?.type === "backward_end" ? step.failed : null;
