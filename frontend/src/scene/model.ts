// What each box and each line of the picture looks like at a position. Pure: no DOM, no words of any language.

import type { Player } from "../player/player";
import type { State } from "../recording/fold";
import { formatNumber } from "../recording/format";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import type { PlacedEdge, PlacedNode, Recording, Scalar, Step } from "../recording/types.gen";
import type { Past } from "./history";
import { shownAt } from "./history";

export type CardLook = "future" | "done" | "now" | "overwritten";
export type GradWord =
  | ("empty" | "waiting" | "notReached" | "arriving" | "kept")
  | ("retained" | "notYet" | "arrived" | "passing" | "passedOn" | "seed");

/** The place for a gradient: a `well` keeps it, a `channel` lets it pass. `value` null in a well is None. */
export type GradView = {
  style: "none" | "well" | "channel";
  word: GradWord;
  value: number | null;
  hot: boolean;
};

export type CardView = {
  look: CardLook;
  failed: boolean;
  leaf: boolean;
  tracked: boolean;
  retained: boolean;
  detached: boolean;
  value: number | null;
  version: number | null;
  grad: GradView;
  meets: boolean;
  note: Note | null;
};

export type Note = { sum: string; what: "addUp" | "oldPlusNew" };
export type PillLook = "future" | "built" | "now" | "ran" | "freed" | "error";
export type LineView = {
  look: "future" | "now" | "done";
  token: number | null;
  gradient: "none" | "lane" | "now" | "past";
  sent: number | null;
};

/** Everything that views are derived from at one position. */
export type Moment = {
  recording: Recording;
  position: number;
  step: Step | null;
  state: State;
  past: Past;
  /** The backward call under way, or else the latest; 0 before the first. */
  call: number;
};

export function momentOf(player: Player, past: Past): Moment {
  const { recording } = player;
  const position = player.position.value;
  const state = player.state.value;
  let call = state.calls.at(-1) ?? 0;
  for (let n = position - 1; n >= 0 && call === 0; n--) {
    const step = recording.steps[n];
    if (step?.type === "backward") call = step.call;
  }
  return { recording, position, step: player.step.value, state, past, call };
}

const NO_GRAD: GradView = { style: "none", word: "empty", value: null, hot: false };

export function cardView(moment: Moment, node: PlacedNode): CardView {
  const { recording, state, step, position, past } = moment;
  const id = node.tensor as string;
  const row = tensorOf(recording, id);
  const now = state.tensors[id];
  const shown = shownAt(past.histories, node, position);
  const leaf = node.kind === "leaf";
  const tracked = leaf ? Boolean(now ? now.requires_grad : row.requires_grad) : true;
  const grad =
    !shown || !now
      ? futureGrad(leaf, tracked)
      : leaf
        ? leafGrad(moment, id, tracked)
        : passingGrad(moment, node);
  const arrivals = leaf ? leafArrivals(moment, id) : functionArrivals(moment, node);
  return {
    look: !shown ? "future" : shown.overwritten ? "overwritten" : isAbout(step, node) ? "now" : "done",
    failed: step?.type === "error" && step.function !== null && step.function === node.function,
    leaf,
    tracked,
    retained: Boolean(!leaf && now?.retains_grad),
    detached: past.cuts.has(id),
    value: shown ? shown.value : null,
    version: shown && !shown.overwritten && now?.version ? now.version : null,
    grad,
    meets: grad.hot && arrivals.length > 1,
    note: noteFor(moment, node, id),
  };
}

const futureGrad = (leaf: boolean, tracked: boolean): GradView =>
  tracked
    ? { style: leaf ? "well" : "channel", word: leaf ? "empty" : "notYet", value: null, hot: false }
    : NO_GRAD;

function leafGrad(moment: Moment, id: string, tracked: boolean): GradView {
  const { state, step } = moment;
  const grad = state.tensors[id]?.grad ?? null;
  if (!tracked && grad === null) return NO_GRAD;
  const hot = (step?.type === "accumulate" || step?.type === "grad") && step.tensor === id;
  if (grad !== null) return { style: "well", word: "kept", value: grad, hot };
  const arriving =
    step?.type === "node" && leafArrivals(moment, id).some((arrival) => arrival.function === step.function);
  const word = arriving ? "arriving" : waitingWord(moment, id);
  return { style: "well", word, value: null, hot: arriving || hot };
}

/** Why a leaf's `.grad` is None: no backward yet, one is on its way here, or the latest one does not come here. */
function waitingWord({ state, past, call }: Moment, id: string): GradWord {
  const latest = past.calls.get(call);
  const born = past.histories.get(id)?.[0]?.from ?? 0;
  if (!latest || born > latest.from) return "empty";
  const comes = past.accumulators.get(id)?.some((accumulator) => latest.reach.has(accumulator));
  return comes && state.calls.includes(call) ? "waiting" : "notReached";
}

function passingGrad(moment: Moment, node: PlacedNode): GradView {
  const { recording, state, step } = moment;
  const fn = node.function as string;
  const output = node.output_nr ?? 0;
  const kept = state.tensors[node.tensor as string];
  const isMine = kept?.grad_fn === fn;
  const style = isMine && kept?.retains_grad ? "well" : "channel";
  const arrivals = functionArrivals(moment, node);
  const ran = state.functions[fn]?.ran === moment.call && moment.call > 0;
  if (style === "well" && kept && kept.grad !== null) {
    return { style, word: "retained", value: kept.grad, hot: step?.type === "node" && step.function === fn };
  }
  if (arrivals.length === 0) return { style, word: "notYet", value: null, hot: false };
  const fresh =
    step?.type === "node" &&
    arrivals.some((arrival) => arrival.function === step.function && step.call === arrival.call);
  const seeded = arrivals.every((arrival) => arrival.function === null);
  const value = ran
    ? (state.functions[fn]?.received[output] ?? null)
    : arrivals.length === 1
      ? (arrivals[0]?.value ?? null)
      : sumAt(recording, state, moment.call, fn, output);
  const starts = step?.type === "backward" && seeded;
  const word = seeded ? "seed" : ran ? "passedOn" : fresh ? "passing" : "arrived";
  return { style, word, value, hot: Boolean(fresh || starts) };
}

function functionArrivals({ state, call }: Moment, node: PlacedNode) {
  const arrivals = state.functions[node.function ?? ""]?.arrivals ?? [];
  return arrivals.filter((arrival) => arrival.call === call && arrival.output_nr === (node.output_nr ?? 0));
}

function leafArrivals({ state, past, call }: Moment, tensor: string) {
  return (past.accumulators.get(tensor) ?? [])
    .flatMap((id) => state.functions[id]?.arrivals ?? [])
    .filter((arrival) => arrival.call === call);
}

/** Whether the current step is about this card. */
export function isAbout(step: Step | null, node: PlacedNode): boolean {
  if (!step || !node.tensor) return false;
  switch (step.type) {
    case "create":
    case "flag":
    case "grad":
    case "update":
    case "accumulate":
      return node.kind === "leaf"
        ? step.tensor === node.tensor
        : step.type !== "accumulate" && step.tensor === node.tensor;
    case "bind":
      return step.tensor === node.tensor;
    case "op":
      return step.outputs.includes(node.tensor) || step.mutated.includes(node.tensor);
    case "backward":
      return step.roots.some((root) => root.tensor === node.tensor);
    default:
      return false;
  }
}

export function pillLook({ state, step, recording }: Moment, id: string): PillLook {
  const now = state.functions[id];
  if (!now) return "future";
  if (step?.type === "error" && step.function === id) return "error";
  if (step?.type === "backward_end" && step.failed === id) return "error";
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
  const token = made && tensor && edge.kind === "data" ? (state.tensors[tensor]?.value ?? null) : null;
  const look = made ? "now" : "done";
  if (edge.kind === "constant" || edge.input == null)
    return { look, token: null, gradient: "none", sent: null };
  const sent = now.sent[edge.input] ?? null;
  if (step?.type === "node" && step.function === id && sent !== null)
    return { look, token, gradient: "now", sent };
  if (now.ran !== null && now.ran === moment.call && sent !== null)
    return { look, token, gradient: "past", sent };
  return { look, token, gradient: "lane", sent: null };
}

/** The arithmetic of the step beside the card where it happens, where it can be written in plain numbers. */
function noteFor(moment: Moment, node: PlacedNode, id: string): Note | null {
  const { recording, state, step } = moment;
  if (step?.type === "accumulate" && node.kind === "leaf" && step.tensor === id && step.before !== null) {
    return sumOf(recording, [step.before, step.incoming], step.after, "oldPlusNew");
  }
  if (step?.type !== "node") return null;
  const target =
    node.kind === "leaf"
      ? (recording.functions.find((row) => row.variable === id)?.id ?? null)
      : (node.function ?? null);
  if (target === null) return null;
  const output = node.kind === "leaf" ? 0 : (node.output_nr ?? 0);
  const arrivals = (state.functions[target]?.arrivals ?? []).filter(
    (a) => a.call === step.call && a.output_nr === output,
  );
  if (!arrivals.some((arrival) => arrival.function === step.function)) return null;
  const sum = sumAt(recording, state, step.call, target, output);
  return sumOf(
    recording,
    arrivals.map((arrival) => arrival.value),
    sum,
    "addUp",
  );
}

const MOST_TERMS = 3;

function sumOf(
  recording: Recording,
  terms: (number | null)[],
  sum: number | null,
  what: Note["what"],
): Note | null {
  const numbers = [...terms, sum].map((index) => (index === null ? null : uniform(recording, index)));
  if (numbers.length > MOST_TERMS + 1 || numbers.some((number) => number === null)) return null;
  return { sum: `${numbers.slice(0, -1).join(" + ").replaceAll("+ -", "− ")} = ${numbers.at(-1)}`, what };
}

/** The one number that all elements of a value are, as written; null if they differ or are not all there. */
export function uniform(recording: Recording, index: number): string | null {
  const value = valueAt(recording, index);
  const [first] = value.first;
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (first === undefined || value.first.length < count) return null;
  const same = (scalar: Scalar) => scalar === first || JSON.stringify(scalar) === JSON.stringify(first);
  return value.first.every(same) ? formatNumber(first) : null;
}

/** The boxes that the camera should show: what the step is about, and where its gradients go. */
export function targetsOf(moment: Moment, nodes: PlacedNode[], edges: PlacedEdge[]): PlacedNode[] {
  const { step } = moment;
  if (!step) return [];
  const ids = new Set<string>();
  const fn =
    step.type === "node"
      ? step.function
      : step.type === "backward_end"
        ? step.failed
        : step.type === "error"
          ? step.function
          : null;
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
