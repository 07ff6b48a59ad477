// What the inspector is about: what the reader selected, or else what the current step is about. Pure.

import type { Selection } from "../player/player";
import type { Recording, Step } from "../recording/types.gen";

/** A step about no tensor (a print, say) leaves the subject of the steps before it. */
export function subjectAt(
  recording: Recording,
  position: number,
  selection: Selection | null,
): Selection | null {
  if (selection) return selection;
  for (let index = position - 1; index >= 0; index--) {
    const subject = subjectOf(recording, recording.steps[index]);
    if (subject) return subject;
  }
  return null;
}

function subjectOf(recording: Recording, step: Step | undefined): Selection | null {
  switch (step?.type) {
    case "node":
      return { kind: "function", id: step.function };
    case "op": {
      const made = (step.functions ?? []).filter(
        (id) => recording.functions[Number(id.slice(1)) - 1]?.name !== "AccumulateGrad",
      );
      const fn = made.at(-1);
      if (fn) return { kind: "function", id: fn };
      // What only takes a number out of a tensor makes and changes none.
      const taken = step.inputs.find((input) => "tensor" in input);
      return tensor(step.outputs[0] ?? step.mutated[0] ?? (step.cut === "item" ? taken?.tensor : null));
    }
    case "create":
    case "flag":
    case "grad":
    case "update":
    case "bind":
    case "accumulate":
      return tensor(step.tensor);
    case "backward":
      return tensor(step.roots[0]?.tensor);
    case "backward_end":
      return step.failed ? { kind: "function", id: step.failed } : null;
    case "error":
      return step.function ? { kind: "function", id: step.function } : null;
    default:
      return null;
  }
}

const tensor = (id: string | null | undefined): Selection | null => (id ? { kind: "tensor", id } : null);
