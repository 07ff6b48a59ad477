// The tensors that detach() or .data cut off from the graph of what they were made from.

import type { Recording } from "../recording/types.gen";

export function cutsOf(recording: Recording): Set<string> {
  const cuts = new Set<string>();
  for (const step of recording.steps)
    if (step.type === "op" && (step.cut === "detach" || step.cut === "data"))
      for (const id of step.outputs) cuts.add(id);
  return cuts;
}
