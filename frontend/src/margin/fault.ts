// Where backward stopped because something it had saved was overwritten: from the function to the card that has it now. Pure.

import { functionOf } from "../recording/lookup";
import type { PlacedNode } from "../recording/types.gen";
import { failedIn } from "../scene/affairs";
import type { Moment } from "../scene/moment";

/** The function's box, what it saved at which version, and the box and version of the tensor now. */
export type Fault = {
  from: PlacedNode;
  to: PlacedNode | null;
  saved: { name: string; tensor: string; version: number; now: number } | null;
};

export function faultOf(moment: Moment, nodes: PlacedNode[]): Fault | null {
  const id = failedIn(moment.step);
  const from = nodes.find(
    (node) => node.function === id && (node.kind === "unit" || node.kind === "function"),
  );
  if (id === null || !from) return null;
  for (const saved of functionOf(moment.recording, id).saved) {
    if (saved.kind !== "tensor" || saved.tensor === null || saved.version === null) continue;
    const now = moment.state.tensors[saved.tensor];
    if (!now || now.version === null || now.version === saved.version) continue;
    const to = nodes.find(
      (node) =>
        node.tensor === saved.tensor &&
        (now.grad_fn === null
          ? node.kind === "leaf"
          : node.kind !== "use" && node.function === now.grad_fn && (node.output_nr ?? 0) === now.output_nr),
    );
    return {
      from,
      to: to ?? null,
      saved: { name: saved.name, tensor: saved.tensor, version: saved.version, now: now.version },
    };
  }
  return { from, to: null, saved: null };
}
