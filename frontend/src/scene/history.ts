// What a recording says of a card over time, found once: the values that a tensor had while a function was its grad_fn.

import { functionOf, tensorOf } from "../recording/lookup";
import type { Backward, PlacedNode, Recording } from "../recording/types.gen";
import { cutsOf } from "./cuts";
import { isOwn } from "./own";

type Era = { from: number; value: number; version: number | null; grad_fn: string | null; output_nr: number };

/** For each tensor, its values and grad_fns in order, with the position from which they hold. */
export type Histories = Map<string, Era[]>;

function historiesOf(recording: Recording): Histories {
  const histories: Histories = new Map();
  recording.steps.forEach((step, index) => {
    for (const id of step.born ?? []) {
      const { value, version, grad_fn, output_nr } = tensorOf(recording, id);
      histories.set(id, [{ from: index + 1, value, version, grad_fn, output_nr }]);
    }
    for (const change of step.changes ?? []) {
      const eras = histories.get(change.tensor);
      const last = eras?.at(-1);
      if (!eras || !last || (change.value == null && change.grad_fn === undefined)) continue;
      eras.push({
        from: index + 1,
        value: change.value ?? last.value,
        version: change.version === undefined ? last.version : change.version,
        grad_fn: change.grad_fn === undefined ? last.grad_fn : change.grad_fn,
        output_nr: change.output_nr ?? last.output_nr,
      });
    }
  });
  return histories;
}

type Shown = { value: number; version: number | null; overwritten: boolean };

/** The value that a card shows at a position, and whether an in-place operation has since given the tensor another card. */
export function shownAt(histories: Histories, node: PlacedNode, position: number): Shown | null {
  const eras = (node.tensor && histories.get(node.tensor)) || [];
  let shown: Era | null = null;
  let overwritten = false;
  for (const era of eras) {
    if (era.from > position) break;
    if (isOwn(era, node)) [shown, overwritten] = [era, false];
    // What a custom function's forward gives has a grad_fn from then on, and the same value.
    else if (shown && era.version !== shown.version) overwritten = true;
  }
  return shown && { value: shown.value, version: shown.version, overwritten };
}

/** The value that a tensor had when the step that ends at `position` began; what it has now, if it was not there yet. */
export function valueBefore(histories: Histories, tensor: string, position: number): number | null {
  const eras = histories.get(tensor) ?? [];
  return (eras.filter((era) => era.from < position).at(-1) ?? eras[0])?.value ?? null;
}

/** What a recording says once and for all positions. */
export type Past = {
  histories: Histories;
  /** The tensors that detach() or .data cut off from the graph of what they were made from. */
  cuts: Set<string>;
  /** For each backward call, where it begins (a position) and the functions that it can get to from its roots. */
  calls: Map<number, { from: number; reach: Set<string> }>;
  /** For each leaf, the functions that accumulate into it: more than one if its own graph was taken down between. */
  accumulators: Map<string, string[]>;
};

export function pastOf(recording: Recording): Past {
  const calls: Past["calls"] = new Map();
  for (const step of recording.steps) {
    if (step.type === "backward")
      calls.set(step.call, { from: step.index + 1, reach: reachOf(recording, step) });
  }
  const accumulators: Past["accumulators"] = new Map();
  for (const { id, variable } of recording.functions)
    if (variable) accumulators.set(variable, [...(accumulators.get(variable) ?? []), id]);
  return { histories: historiesOf(recording), cuts: cutsOf(recording), calls, accumulators };
}

function reachOf(recording: Recording, step: Backward): Set<string> {
  const reach = new Set<string>();
  const pending = step.roots.flatMap((root) => root.function ?? []);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reach.has(id)) continue;
    reach.add(id);
    for (const edge of functionOf(recording, id).inputs)
      if (edge.kind === "function") pending.push(edge.function);
  }
  return reach;
}
