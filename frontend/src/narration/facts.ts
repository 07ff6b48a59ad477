// What a sentence about a step is made of: names and numbers, read from the recording. Pure, and the same in every language.

import type { State } from "../recording/fold";
import { formatNumber, formatShape } from "../recording/format";
import { functionOf, oneLineOf, originOf, tensorOf, valueAt } from "../recording/lookup";
import { namesAt } from "../recording/names";
import type { Recording, Scalar, Span, Step, Value } from "../recording/types.gen";
import { also } from "../still/also";
import { abridged } from "./abridged";
import type { Name } from "./segments";
import { madeWithin } from "./within";

const LISTED = 4;

/** A value in few words. `everywhere`: it has several elements and all are this number. */
export type Brief =
  | { text: string; everywhere: boolean }
  | { shape: string }
  | { hidden: NonNullable<Value["hidden"]> };

export function brief(recording: Recording, index: number): Brief {
  const value = valueAt(recording, index);
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (value.hidden) return { hidden: value.hidden };
  const [first] = value.first;
  if (first === undefined || value.first.length < count) return { shape: formatShape(value.shape) };
  const texts = value.first.map(spelled);
  if (value.first.every((scalar) => same(scalar, first)))
    return { text: spelled(first), everywhere: count > 1 };
  if (count <= LISTED) return { text: nested(texts, value.shape), everywhere: false };
  return { shape: formatShape(value.shape) };
}

/** Whether two values are told in the same words: small ones by their numbers, to four digits, large ones by their shape alone. */
export function sameWords(one: Brief | null, other: Brief | null): "numbers" | "shape" | null {
  if (!one || !other) return null;
  if ("text" in one && "text" in other && one.text === other.text) return "numbers";
  return "shape" in one && "shape" in other && one.shape === other.shape ? "shape" : null;
}

/** Whether all of them are one number in all of their elements: then it goes without saying of each. */
export const uniform = (values: readonly (Brief | null)[]): boolean =>
  values.every((one) => one === null || ("text" in one && one.everywhere));

/** In a sentence a flag is written as Python does. */
const spelled = (scalar: Scalar): string =>
  typeof scalar === "boolean" ? (scalar ? "True" : "False") : formatNumber(scalar);

/** As torch writes it: [[1, 2], [3, 4]]. */
function nested(texts: string[], shape: number[]): string {
  const [, ...inner] = shape;
  const size = inner.reduce((product, length) => product * length, 1);
  const rows = inner.length
    ? Array.from({ length: shape[0] ?? 0 }, (_, n) => nested(texts.slice(n * size, (n + 1) * size), inner))
    : texts;
  return `[${rows.join(", ")}]`;
}

// Of equal scalars, not of equal texts: four digits make neighbours look the same. A complex scalar is a pair.
function same(one: Scalar, other: Scalar): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.every((part, index) => Object.is(part, other[index]));
  return Object.is(one, other);
}

/** The source of a span on one line, in short where it is long. */
export function sourceOf(recording: Recording, span: Span | null): string {
  const source = oneLineOf(recording, span);
  return __STILL__ ? (also.abridged?.(source) ?? source) : abridged(source);
}

/** What the program calls a tensor now; else what it called it or will call it; else the expression that made it, or a call in that. */
export function nameOf(recording: Recording, state: State, tensor: string): string {
  const name = namesAt(state)[tensor];
  if (name !== undefined) return name;
  const row = tensorOf(recording, tensor);
  if (row.names[0] !== undefined) return row.names[0];
  const by = state.tensors[tensor]?.grad_fn;
  const fn = by ? functionOf(recording, by) : null;
  // What a custom function gives was made in its forward; a function of torch's has a number behind its name.
  const made = fn?.name.endsWith("Backward") ? fn : row;
  const origin = abridged(originOf(recording, made));
  const within = made === row && origin && madeWithin(recording, tensor);
  return within ? `${origin} › ${within}` : origin || tensor;
}

/** The name of a tensor or a function, which leads to it. */
export const tensorNamed = (recording: Recording, state: State, id: string): Name => ({
  text: nameOf(recording, state, id),
  ref: { kind: "tensor", id },
});
export const functionNamed = (recording: Recording, id: string): Name => ({
  text: functionOf(recording, id).name,
  ref: { kind: "function", id },
});

/** The function that an op made last: the one that its output carries as grad_fn. */
export function madeBy(recording: Recording, step: Step): Name | null {
  const made = (step.functions ?? []).filter((id) => functionOf(recording, id).name !== "AccumulateGrad");
  const last = made.at(-1);
  return last === undefined ? null : functionNamed(recording, last);
}

/** The tensors that the functions of a step saved, each once. */
export function savedBy(recording: Recording, state: State, step: Step): Name[] {
  const ids = (step.functions ?? []).flatMap((id) =>
    functionOf(recording, id).saved.flatMap((saved) =>
      saved.kind === "tensor" && saved.tensor ? [saved.tensor] : [],
    ),
  );
  return [...new Set(ids)].map((id) => tensorNamed(recording, state, id));
}
