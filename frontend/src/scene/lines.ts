// What each function of the picture looks like at a position. Pure: no DOM, no words.

import { functionOf } from "../recording/lookup";
import type { PlacedEdge, PlacedNode } from "../recording/types.gen";
import { failedIn } from "./affairs";
import { isAbout, type Moment } from "./moment";
import { isOwn } from "./own";

export type PillLook = "future" | "built" | "now" | "ran" | "freed" | "error";

export function pillLook({ state, step, recording }: Moment, id: string): PillLook {
  const now = state.functions[id];
  if (!now) return "future";
  if (failedIn(step) === id) return "error";
  if (step?.type === "node" && step.function === id) return "now";
  if (step?.type === "op" && step.functions?.includes(id)) return "now";
  if (now.freed && functionOf(recording, id).saved.length > 0) return "freed";
  return now.ran === null ? "built" : "ran";
}

/** The boxes that the camera should show: first what the step is about, then where its gradients go and what else it made, at last its constants. */
export function targetsOf(moment: Moment, nodes: PlacedNode[], edges: PlacedEdge[]): PlacedNode[] {
  const { step, state } = moment;
  if (!step) return [];
  const fn = step.type === "node" ? step.function : failedIn(step);
  // What is changed in place has another card from then on.
  const isPast = (node: PlacedNode) => {
    const now = state.tensors[node.tensor ?? ""];
    return now && step.type === "op" && !isOwn(now, node);
  };
  const made = step.type === "op" ? step.functions : [fn];
  const sources = new Set<string>();
  if (step.type === "node")
    for (const edge of edges) if (edge.kind === "data" && edge.function === fn) sources.add(edge.source);
  const first: PlacedNode[] = [];
  const also: PlacedNode[] = [];
  for (const node of nodes) {
    const drawn = node.kind !== "use" && node.function;
    if (
      (isAbout(step, node) && node.kind !== "use") ||
      (fn && node.function === fn && (node.kind === "unit" || node.kind === "function"))
    )
      (isPast(node) ? also : first).push(node);
    else if (
      sources.has(node.id) ||
      ((step.type === "op" || node.kind === "constant") && drawn && made?.includes(drawn))
    )
      also.push(node);
  }
  return [...first, ...also];
}

/** Of a function that runs its pill, of where its gradients go the card: that much is to be seen before all of them. */
export function partOf(box: PlacedNode, n: number): PlacedNode {
  const pill = box.kind === "unit" ? (box.pill_height ?? 0) : 0;
  if (pill === 0) return box;
  if (n > 0) return { ...box, y: box.y + pill, height: box.height - pill };
  const width = box.pill_width || box.width;
  return { ...box, x: box.x + (box.width - width) / 2, width, height: pill };
}
