// What each line of the picture looks like at a position. Pure: no DOM, no words.

import { functionOf } from "../recording/lookup";
import type { PlacedEdge } from "../recording/types.gen";
import { failedIn } from "./affairs";
import { FUTURE, type LineView } from "./future";
import { valueBefore } from "./history";
import type { Moment } from "./moment";

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
  if (!now) return FUTURE;
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
