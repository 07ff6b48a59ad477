// What a sentence about a step is made of: names and numbers, read from the recording. Pure, and the same in every language.

import { fold, type State } from "../recording/fold";
import { formatNumber, formatShape } from "../recording/format";
import { expressionOf, functionOf, tensorOf, valueAt } from "../recording/lookup";
import { namesAt } from "../recording/names";
import { sumAt } from "../recording/sums";
import type { Edge, Node, Recording, Scalar, Span, Step, Value } from "../recording/types.gen";

const LISTED = 4;
const LONGEST_CODE = 48;

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
  const texts = value.first.map(formatNumber);
  if (value.first.every((scalar) => same(scalar, first)))
    return { text: formatNumber(first), everywhere: count > 1 };
  if (count <= LISTED) return { text: `[${texts.join(", ")}]`, everywhere: false };
  return { shape: formatShape(value.shape) };
}

// Of equal scalars, not of equal texts: four digits make neighbours look the same. A complex scalar is a pair.
function same(one: Scalar, other: Scalar): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.every((part, index) => Object.is(part, other[index]));
  return Object.is(one, other);
}

/** The source of a span on one line, cut where it gets long. */
export function sourceOf(recording: Recording, span: Span | null): string {
  const text = span ? expressionOf(recording, span).replace(/\s+/g, " ") : "";
  return text.length > LONGEST_CODE ? `${text.slice(0, LONGEST_CODE - 1)}…` : text;
}

/** What the program calls a tensor now; else what it called it or will call it; else the expression that made it. */
export function nameOf(recording: Recording, state: State, tensor: string): string {
  const name = namesAt(state)[tensor];
  if (name !== undefined) return name;
  const row = tensorOf(recording, tensor);
  return row.names[0] ?? (sourceOf(recording, row.span) || tensor);
}

/** Where a gradient goes: the tensor whose gradient it is, or else the function that takes it. */
export function targetOf(recording: Recording, state: State, edge: Edge): string | null {
  if (edge.kind === "constant") return null;
  const target = functionOf(recording, edge.function);
  if (target.variable) return nameOf(recording, state, target.variable);
  if (edge.tensor) return nameOf(recording, state, edge.tensor);
  const shown = Object.entries(state.tensors).find(
    ([, tensor]) => tensor.grad_fn === edge.function && tensor.output_nr === edge.output_nr,
  );
  return shown ? nameOf(recording, state, shown[0]) : target.name;
}

export type Sent = { to: string; value: Brief | null };
export type Meeting = { at: string; sum: Brief };

/** What a node step sent, edge by edge, and where what it sent completes a sum. */
export function sentBy(
  recording: Recording,
  position: number,
  step: Node,
): { sent: Sent[]; meetings: Meeting[] } {
  const state = fold(recording, position);
  const sent: Sent[] = [];
  const meetings = new Map<string, Meeting>();
  functionOf(recording, step.function).inputs.forEach((edge, input) => {
    const to = targetOf(recording, state, edge);
    if (to === null || edge.kind === "constant") return;
    const value = step.sent[input] ?? null;
    sent.push({ to, value: value === null ? null : brief(recording, value) });
    const sum = sumAt(recording, state, step.call, edge.function, edge.output_nr);
    if (value !== null && sum !== null)
      meetings.set(`${edge.function}.${edge.output_nr}`, { at: to, sum: brief(recording, sum) });
  });
  return { sent, meetings: [...meetings.values()] };
}

/** The function that an op made last: the one that its output carries as grad_fn. */
export function madeBy(recording: Recording, step: Step): string | null {
  const made = (step.functions ?? [])
    .map((id) => functionOf(recording, id))
    .filter((row) => row.name !== "AccumulateGrad");
  return made.at(-1)?.name ?? null;
}

/** The names of the tensors that the functions of a step saved, each once. */
export function savedBy(recording: Recording, state: State, step: Step): string[] {
  const names = (step.functions ?? []).flatMap((id) =>
    functionOf(recording, id).saved.flatMap((saved) =>
      saved.kind === "tensor" && saved.tensor ? [nameOf(recording, state, saved.tensor)] : [],
    ),
  );
  return [...new Set(names)];
}
