// What stands in the margin at a position: the arithmetic of what each card has been given. Pure.

import { functionOf } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import type { Op, PlacedNode } from "../recording/types.gen";
import { functionArrivals, leafArrivals } from "../scene/affairs";
import type { Moment } from "../scene/moment";
import { isOwn } from "../scene/own";
import { Element } from "./element";
import { toldOf } from "./rules";
import { begun, type Sign, type Sum, spelled } from "./spelled";
import type { Says } from "./texts";

/** `lines` is the arithmetic, `says` what it means; a hot one is about the current step. `place` names the element. */
export type Note = { lines: string[]; says: Says; hot: boolean; place: string };

const WIDTH = 20;
const MOST_TERMS = 8;

/** The note beside a card, if there is one that is true and short; of earlier steps only where `past` is wanted. */
export function noteBeside(moment: Moment, node: PlacedNode, past = true): Note | null {
  const { step, state } = moment;
  const tensor = node.tensor as string;
  const now = state.tensors[tensor];
  const own = now !== undefined && isOwn(now, node);
  if (step?.type === "op" && node.kind !== "leaf" && own && step.outputs.includes(tensor))
    return computed(moment, step, node);
  if (step?.type === "accumulate" && node.kind === "leaf" && step.tensor === tensor) {
    const { before, incoming, after } = step;
    if (incoming === null || after === null) return null;
    if (before !== null) return added(moment, [before, incoming], after, ["oldPlusNew"], true);
    return { lines: [], says: ["first"], hot: true, place: "" };
  }
  return received(moment, node, past);
}

function received(moment: Moment, node: PlacedNode, past: boolean): Note | null {
  const { recording, state, step, call } = moment;
  const arrivals =
    node.kind === "leaf" ? leafArrivals(moment, node.tensor as string) : functionArrivals(moment, node);
  const [only] = arrivals;
  if (!only || only.value === null) return null;
  const hot = step?.type === "node" && arrivals.some((arrival) => arrival.function === step.function);
  if (!hot && !past) return null;
  if (arrivals.length === 1 && only.function === null) {
    const seed = new Element(recording, only.value).of(only.value);
    return seed === null
      ? null
      : { lines: [], says: ["seed", seed], hot: step?.type === "backward", place: "" };
  }
  if (arrivals.length === 1 && only.function !== null && only.input !== null) {
    const sender = functionOf(recording, only.function);
    const element = new Element(recording, only.value);
    const told = toldOf(
      recording,
      sender,
      only.input,
      [state.functions[sender.id]?.received[0], only.value],
      element,
    );
    const sent = element.of(only.value);
    if (!told || sent === null) return null;
    const lines = spelled(told.sum, sent, WIDTH);
    return lines && { lines: told.sum.length > 1 ? lines : [], says: told.says, hot, place: element.place };
  }
  const terms = arrivals.map((arrival) => arrival.value);
  const target = node.kind === "leaf" ? receiverOf(moment, node.tensor as string) : (node.function ?? null);
  if (target === null) return null;
  const output = node.kind === "leaf" ? 0 : (node.output_nr ?? 0);
  const now = state.functions[target];
  const total =
    now?.ran === call ? (now.received[output] ?? null) : sumAt(recording, state, call, target, output);
  return added(moment, terms, total, [total === null ? "more" : "addUp"], hot);
}

/** The function that accumulates into a leaf in the latest call. */
function receiverOf({ past, state, call }: Moment, leaf: string): string | null {
  const receivers = past.accumulators.get(leaf) ?? [];
  return (
    receivers.find((id) => state.functions[id]?.arrivals.some((arrival) => arrival.call === call)) ?? null
  );
}

/** a + b = c, of the elements that stand for the values; a total of null is still to come. */
function added(
  moment: Moment,
  terms: (number | null)[],
  total: number | null,
  says: Says,
  hot: boolean,
): Note | null {
  const [first] = terms;
  if (first == null || terms.length > MOST_TERMS) return null;
  const element = new Element(moment.recording, first);
  const numbers = terms.map((term) => element.of(term));
  const result = total === null ? 0 : element.of(total);
  if (result === null || numbers.includes(null)) return null;
  const [one, ...more] = numbers as number[];
  const sum: Sum = [one as number, ...more.map((number): [Sign, number] => ["+", number])];
  const lines = total === null ? begun(sum, WIDTH) : spelled(sum, result, WIDTH);
  return lines && { lines: sum.length > 1 || total === null ? lines : [], says, hot, place: element.place };
}

const SIGNS: Record<string, Sign> = { add: "+", sub: "−", mul: "×", div: "÷" };

/** What an operation of two operands has just computed. */
function computed({ recording, state }: Moment, step: Op, node: PlacedNode): Note | null {
  const sign = SIGNS[step.name.replace(/^__r?|__$|_$/g, "")];
  const [one, two, ...rest] = step.inputs;
  const result = state.tensors[node.tensor as string]?.value;
  if (!sign || !one || !two || rest.length > 0 || result === undefined || step.mutated.length > 0)
    return null;
  const element = new Element(recording, result);
  const [a, b] = [one, two].map((operand) =>
    operand.kind === "constant"
      ? typeof operand.constant === "number"
        ? operand.constant
        : null
      : element.of(state.tensors[operand.tensor]?.value),
  );
  const c = element.of(result);
  if (a == null || b == null || c === null) return null;
  const lines = spelled([a, [sign, b]], c, WIDTH);
  return lines && { lines, says: ["elementwise"], hot: true, place: element.place };
}
