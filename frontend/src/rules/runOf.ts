// The latest run of a function, as what it received and sent. Pure.

import type { State } from "../recording/fold";
import { lastOf } from "../recording/latest";
import { mentionsOf } from "../recording/mentions";
import type { Function as GradFunction, Recording } from "../recording/types.gen";
import type { Run } from "./given";

/** Null while it has not run. Of a leaf's AccumulateGrad, which sends nothing, what `.grad` became stands for what was sent. */
export function runOf(recording: Recording, state: State, row: GradFunction): Run | null {
  if (state.functions[row.id]?.ran == null) return null;
  const step = lastOf(
    mentionsOf(recording, row.id),
    (one) =>
      one.index < state.position &&
      (one.type === "node" || one.type === "accumulate") &&
      one.function === row.id,
  );
  if (step?.type === "node") return { received: step.received, sent: step.sent };
  if (step?.type !== "accumulate") return null;
  return { received: [step.incoming], sent: [step.after], before: step.before };
}
