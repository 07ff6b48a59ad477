// Which steps have to do with a tensor or a function, found once for a recording. Pure.

import { functionOf } from "./lookup";
import type { Recording, Step } from "./types.gen";

const found = new WeakMap<Recording, ReadonlyMap<string, readonly Step[]>>();

/** The steps that mention a tensor or a function in whatever way, in order. */
export function mentionsOf(recording: Recording, id: string): readonly Step[] {
  const known = found.get(recording) ?? indexOf(recording);
  found.set(recording, known);
  return known.get(id) ?? [];
}

function indexOf(recording: Recording): Map<string, Step[]> {
  const index = new Map<string, Step[]>();
  for (const step of recording.steps)
    for (const id of mentionedIn(recording, step)) {
      const steps = index.get(id);
      if (steps) steps.push(step);
      else index.set(id, [step]);
    }
  return index;
}

/** A node step also mentions what its function's edges lead to. */
function mentionedIn(recording: Recording, step: Step): Set<string> {
  const ids: (string | null | undefined)[] = [...(step.born ?? []), ...(step.functions ?? [])];
  for (const { tensor } of step.changes ?? []) ids.push(tensor);
  if ("tensor" in step) ids.push(step.tensor);
  if ("function" in step) ids.push(step.function);
  if ("freed" in step && step.freed) ids.push(...step.freed);
  if (step.type === "op") ids.push(...step.mutated);
  if (step.type === "backward") for (const root of step.roots) ids.push(root.tensor, root.function);
  if (step.type === "backward_end") ids.push(step.failed);
  if (step.type === "node")
    for (const edge of functionOf(recording, step.function).inputs)
      if (edge.kind === "function")
        ids.push(edge.tensor, edge.function, functionOf(recording, edge.function).variable);
  return new Set(ids.filter((id) => id != null));
}
