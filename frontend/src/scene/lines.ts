// What each function and each line of the picture looks like at a position. Pure: no DOM, no words.

import { functionOf } from "../recording/lookup";
import type { PlacedEdge, PlacedNode } from "../recording/types.gen";
import { valueBefore } from "./history";
import { failedIn, isAbout, type Moment } from "./moment";

export type PillLook = "future" | "built" | "now" | "ran" | "freed" | "error";
export type LineView = {
  look: "future" | "now" | "done";
  token: number | null;
  gradient: "none" | "lane" | "now" | "past";
  sent: number | null;
};

export function pillLook({ state, step, recording }: Moment, id: string): PillLook {
  const now = state.functions[id];
  if (!now) return "future";
  if (failedIn(step) === id) return "error";
  if (step?.type === "node" && step.function === id) return "now";
  if (step?.type === "op" && step.functions?.includes(id)) return "now";
  if (now.freed && functionOf(recording, id).saved.length > 0) return "freed";
  return now.ran === null ? "built" : "ran";
}

export function lineView(moment: Moment, edge: PlacedEdge): LineView {
  const { state, step, recording } = moment;
  if (edge.kind !== "data" && edge.kind !== "constant") {
    const at = edge.step ?? -1;
    const target = edge.target.replace(/^leaf-|^output-|^unit-/, "").split("-")[0] ?? "";
    const there =
      edge.kind === "output" ? state.functions[edge.function ?? ""] !== undefined : moment.position > at;
    const look = !there
      ? "future"
      : step && (step.index === at || (step.type === "op" && step.outputs.includes(target)))
        ? "now"
        : "done";
    return { look, token: null, gradient: "none", sent: null };
  }
  const id = edge.function as string;
  const now = state.functions[id];
  if (!now) return { look: "future", token: null, gradient: "none", sent: null };
  const made = step?.type === "op" && Boolean(step.functions?.includes(id));
  const entry = edge.input == null ? undefined : functionOf(recording, id).inputs[edge.input];
  const tensor = entry && "tensor" in entry ? (entry.tensor ?? null) : null;
  const token =
    made && tensor && edge.kind === "data"
      ? valueBefore(moment.past.histories, tensor, moment.position)
      : null;
  const look = made ? "now" : "done";
  if (edge.kind === "constant" || edge.input == null)
    return { look, token: null, gradient: "none", sent: null };
  const sent = now.sent[edge.input] ?? null;
  const arrives = entry?.kind === "function" && entry.function === failedIn(step) && now.ran === moment.call;
  if (((step?.type === "node" && step.function === id) || arrives) && sent !== null)
    return { look, token, gradient: "now", sent };
  if (now.ran !== null && now.ran === moment.call && sent !== null)
    return { look, token, gradient: "past", sent };
  return { look, token, gradient: "lane", sent: null };
}

/** The boxes that the camera should show: what the step is about, and where its gradients go. */
export function targetsOf(moment: Moment, nodes: PlacedNode[], edges: PlacedEdge[]): PlacedNode[] {
  const { step } = moment;
  if (!step) return [];
  const ids = new Set<string>();
  const fn = step.type === "node" ? step.function : failedIn(step);
  for (const node of nodes) {
    if (
      isAbout(step, node) ||
      (fn && node.function === fn && (node.kind === "unit" || node.kind === "function"))
    )
      ids.add(node.id);
    if (step.type === "op" && node.function && step.functions?.includes(node.function) && node.kind !== "use")
      ids.add(node.id);
  }
  if (step.type === "node")
    for (const edge of edges) if (edge.kind === "data" && edge.function === fn) ids.add(edge.source);
  return nodes.filter((node) => ids.has(node.id));
}
