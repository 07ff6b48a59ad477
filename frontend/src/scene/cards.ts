// What each card looks like at a position: its state, its value, and the place for its gradient. Pure: no DOM, no words.

import { tensorOf } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import type { PlacedNode } from "../recording/types.gen";
import { shownAt } from "./history";
import { failedIn, functionArrivals, isAbout, leafArrivals, type Moment } from "./moment";

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
};

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
    failed: node.kind !== "leaf" && failedIn(step) === node.function,
    leaf,
    tracked,
    retained: Boolean(!leaf && now?.retains_grad),
    detached: past.cuts.has(id),
    value: shown ? shown.value : null,
    version: shown && (shown.overwritten || shown.version) ? shown.version : null,
    grad,
    meets: grad.hot && arrivals.length > 1,
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
function waitingWord(moment: Moment, id: string): GradWord {
  const { past } = moment;
  const way = wayTo(moment, past.accumulators.get(id) ?? [], past.histories.get(id)?.[0]?.from ?? 0);
  return way === "none" ? "empty" : way === "open" ? "waiting" : "notReached";
}

/** Whether the latest backward call can still come to one of these functions; `none` if they came after it. */
function wayTo({ state, past, call }: Moment, functions: string[], born: number): "none" | "open" | "shut" {
  const latest = past.calls.get(call);
  if (!latest || born > latest.from) return "none";
  return state.calls.includes(call) && functions.some((id) => latest.reach.has(id)) ? "open" : "shut";
}

function passingGrad(moment: Moment, node: PlacedNode): GradView {
  const { recording, state, step, past } = moment;
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
  if (arrivals.length === 0) {
    const eras = past.histories.get(node.tensor as string) ?? [];
    const way = wayTo(moment, [fn], eras.find((era) => era.grad_fn === fn)?.from ?? 0);
    return { style, word: way === "shut" ? "notReached" : "notYet", value: null, hot: false };
  }
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
  return { style, word, value, hot: fresh || starts || failedIn(step) === fn };
}
