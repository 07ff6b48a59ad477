// What the inspector concludes about a tensor at a position: its kind, and why `.grad` is None. Pure.

import type { State } from "../recording/fold";
import { lastOf } from "../recording/latest";
import { tensorOf } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";

export type Kind = "parameter" | "leaf" | "nonLeaf";

export function kindOf(recording: Recording, state: State, id: string): Kind {
  if (tensorOf(recording, id).is_parameter) return "parameter";
  return state.tensors[id]?.is_leaf ? "leaf" : "nonLeaf";
}

/** `position` is the step (from 1) at which a gradient arrives, or at which the program set `.grad` to None. */
export type NoGrad =
  | { why: "untracked" | "notKept" | "retainedNotYet" | "notReached" }
  | { why: "arrives" | "cleared"; position: number };

/** Why a tensor's `.grad` is None at a position. */
export function whyNone(recording: Recording, state: State, id: string): NoGrad {
  const tensor = state.tensors[id];
  if (!tensor?.requires_grad) return { why: "untracked" };
  if (!tensor.is_leaf) return { why: tensor.retains_grad ? "retainedNotYet" : "notKept" };
  const { position } = state;
  const cleared = lastOf(
    recording.steps.slice(0, position),
    (step) => step.type === "grad" && step.tensor === id && step.after === null,
  );
  if (cleared) return { why: "cleared", position: cleared.index + 1 };
  const arrival = recording.steps
    .slice(position)
    .find((step) => step.type === "accumulate" && step.tensor === id);
  return arrival ? { why: "arrives", position: arrival.index + 1 } : { why: "notReached" };
}
