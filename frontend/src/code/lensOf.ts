// The numbers under the line that a backward step is about: what goes back to each operand, and what comes together. Pure.

import type { State } from "../recording/fold";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import { sumAt } from "../recording/sums";
import type { Edge, Function as GradFunction, Node, Recording, Span, Step } from "../recording/types.gen";
import { uniform } from "../values/uniform";
import { widthOf } from "./breadth";
import { rangeInLine } from "./columns";
import type { Range } from "./highlight";

/**
 * A number and the character of its operand that it stands under: at `mid` of that one's width is the operand's middle, about
 * `at` characters' widths into the line.
 */
export type Sent = Range & { text: string; mid: number; at: number };
/** In the order of the operands. */
export type Lens = { line: number; sent: Sent[]; together: string | null };

/** What a function sends to the operands that stand on its own line; null where that is not a number each. */
export function lensOf(recording: Recording, state: State, step: Step | null): Lens | null {
  if (step?.type !== "node") return null;
  const fn = functionOf(recording, step.function);
  const { span } = fn;
  if (!span || span.line !== span.end_line || fn.made_by !== null) return null;
  const texts = fn.inputs.map((_, input) => shortly(recording, step.sent[input] ?? null));
  if (texts.every((text) => text === null)) return null;
  const line = recording.program.source.split("\n")[span.line - 1] ?? "";
  const taken: Record<string, number> = {};
  const sent = fn.inputs.flatMap((edge, input) => {
    const operand = operandOf(recording, fn, edge, line, taken);
    const text = texts[input] ?? null;
    return operand === null || text === null ? [] : [{ text, ...middleOf(line, operand) }];
  });
  if (sent.length === 0) return null;
  sent.sort((one, other) => one.from - other.from);
  return { line: span.line, sent, together: togetherOf(recording, state, fn, step) };
}

function shortly(recording: Recording, index: number | null): string | null {
  return index === null || valueAt(recording, index).hidden ? null : uniform(recording, index);
}

/** Where an operand stands in its line: its own expression, or the next mention of its name within the function's. */
function operandOf(
  recording: Recording,
  fn: GradFunction,
  edge: Edge,
  line: string,
  taken: Record<string, number>,
): Range | null {
  const whole = fn.span && rangeInLine(line, fn.span.line, fn.span);
  if (edge.kind !== "function" || !edge.tensor || !whole || !fn.span) return null;
  const { span, names } = tensorOf(recording, edge.tensor);
  if (span && within(span, fn.span)) {
    const own = rangeInLine(line, span.line, span);
    if (own) return own;
  }
  const text = line.slice(whole.from, whole.to);
  for (const name of names) {
    const pattern = new RegExp(`(^|[^${LETTER}.])${name.replace(SYNTAX, "\\$&")}(?![${LETTER}])`, "gu");
    const places = [...text.matchAll(pattern)];
    const place = places[Math.min(taken[name] ?? 0, places.length - 1)];
    if (!place) continue;
    taken[name] = (taken[name] ?? 0) + 1;
    const from = whole.from + place.index + (place[1] ?? "").length;
    return { from, to: from + name.length };
  }
  return null;
}

/** What names are made of, in any script, and what means something else in a pattern. */
const LETTER = "\\p{L}\\p{N}_";
const SYNTAX = /[.*+?^${}()|[\]\\]/g;

/** The last character of an operand that is no space and begins before the operand's middle, and where in it the middle is. */
function middleOf(line: string, { from, to }: Range): Omit<Sent, "text"> {
  const middle = widthOf(line.slice(from, to)) / 2;
  const into = widthOf(line.slice(0, from)) + middle;
  let found = { from, to, mid: 0.5, at: into };
  let [at, left] = [from, 0];
  for (const point of line.slice(from, to)) {
    const width = widthOf(point);
    if (left >= middle) break;
    if (point.trim()) found = { from: at, to: at + point.length, mid: (middle - left) / width, at: into };
    at += point.length;
    left += width;
  }
  return found;
}

const within = (inner: Span, outer: Span): boolean =>
  inner.line === outer.line &&
  inner.end_line === outer.line &&
  inner.column >= outer.column &&
  inner.end_column <= outer.end_column &&
  inner.end_column - inner.column < outer.end_column - outer.column;

/** The sum where all that goes to one output comes from this step alone, twice or more. */
function togetherOf(recording: Recording, state: State, fn: GradFunction, step: Node): string | null {
  for (const edge of fn.inputs) {
    if (edge.kind !== "function") continue;
    const arrivals = (state.functions[edge.function]?.arrivals ?? []).filter(
      (arrival) => arrival.call === step.call && arrival.output_nr === edge.output_nr,
    );
    if (arrivals.length < 2 || arrivals.some((arrival) => arrival.function !== fn.id)) continue;
    const sum = sumAt(recording, state, step.call, edge.function, edge.output_nr);
    if (sum !== null) return uniform(recording, sum);
  }
  return null;
}
