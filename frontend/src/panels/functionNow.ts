// What has become of a function and of what it saved. Pure.

import type { FunctionState, State } from "../recording/fold";
import { lastOf } from "../recording/latest";
import type { Function as GradFunction, Recording, Saved } from "../recording/types.gen";

export type Stage = "created" | "running" | "ran" | "freed" | "stopped";

/** The stage of a function at a position; a function without saved values has nothing that could be freed. */
export function stageOf(recording: Recording, state: State, row: GradFunction): Stage {
  const step = recording.steps[state.position - 1];
  const now: FunctionState | undefined = state.functions[row.id];
  if (step?.type === "node" && step.function === row.id) return "running";
  if (stoppedBy(recording, state.position, row.id)) return "stopped";
  if (now?.freed && row.saved.length > 0) return "freed";
  return now?.ran == null ? "created" : "ran";
}

function stoppedBy(recording: Recording, position: number, id: string): boolean {
  const last = lastOf(
    recording.steps.slice(0, position),
    (step) =>
      (step.type === "node" && step.function === id) ||
      (step.type === "error" && step.function === id) ||
      (step.type === "backward_end" && step.failed === id),
  );
  return last !== undefined && last.type !== "node";
}

/** What there is to say of a saved value: `now` is the version of its tensor at this moment. */
export type SavedNow =
  | { is: "constant" | "freed" | "unreadable" | "held" }
  | { is: "unchanged"; version: number }
  | { is: "changed"; version: number; now: number };

export function savedNow(state: State, fn: string, saved: Saved): SavedNow {
  if (saved.kind === "constant") return { is: "constant" };
  if (state.functions[fn]?.freed) return { is: "freed" };
  if (saved.kind === "hidden") return { is: "unreadable" };
  const now = saved.tensor ? (state.tensors[saved.tensor]?.version ?? null) : null;
  if (saved.version === null || now === null) return { is: "held" };
  return saved.version === now
    ? { is: "unchanged", version: now }
    : { is: "changed", version: saved.version, now };
}
