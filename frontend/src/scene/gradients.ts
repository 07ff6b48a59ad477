// What the place for a gradient on a card shows at a position. Pure: no DOM, no words.

import { sumAt } from "../recording/sums";
import type { PlacedNode } from "../recording/types.gen";
import { failedIn, functionArrivals, leafArrivals } from "./affairs";
import { type GradView, type GradWord, NO_GRAD } from "./future";
import type { Moment } from "./moment";

/** Of a tensor that is there. */
export const gradView = (moment: Moment, node: PlacedNode, tracked: boolean): GradView =>
  node.kind === "leaf" ? leafGrad(moment, node.tensor as string, tracked) : passingGrad(moment, node);

/** Whether more than one gradient has come to it. */
export const meetsIn = (moment: Moment, node: PlacedNode): boolean =>
  (node.kind === "leaf" ? leafArrivals(moment, node.tensor as string) : functionArrivals(moment, node))
    .length > 1;

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

/** Why a leaf's `.grad` is None: no backward yet, one is on its way here, or the latest came and went, or never comes. */
function waitingWord(moment: Moment, id: string): GradWord {
  const { past, recording, position } = moment;
  const way = wayTo(moment, past.accumulators.get(id) ?? [], past.histories.get(id)?.[0]?.from ?? 0);
  if (way !== "shut") return way === "none" ? "empty" : "waiting";
  const isCleared = recording.steps.some(
    (step) => step.index < position && step.type === "grad" && step.tensor === id && step.after === null,
  );
  return isCleared && leafArrivals(moment, id).length > 0 ? "cleared" : "notReached";
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
    const shut = wayTo(moment, [fn], eras.find((era) => era.grad_fn === fn)?.from ?? 0) === "shut";
    // What an earlier call brought has passed here for all that the latest does not come by.
    const value = (shut ? state.functions[fn]?.received[output] : null) ?? null;
    return { style, word: value !== null ? "passedOn" : shut ? "notReached" : "notYet", value, hot: false };
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
