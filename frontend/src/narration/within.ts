// Whether what a step made is what its expression stands for, or something on the way to that. Pure.

import type { State } from "../recording/fold";
import { expressionOf, isAt, modulePathOf, scopeOf } from "../recording/lookup";
import type { Backward, Op, Recording, Span, Step } from "../recording/types.gen";

/** What is on the way: an operation, and the module inside of the one called that it belongs to, where there is one. */
export type Within = { op: string; module?: string | null };

/** Names alone: what is iterated over, and what it is unpacked to. */
const NAMES = /^\*?[\p{L}\p{N}_]+(, *\*?[\p{L}\p{N}_]+)*,?$/u;

/** Null where the operation is what the expression says, and where it is the last one of the module that it calls. */
export function withinCall(recording: Recording, { calls }: Pick<State, "calls">, step: Op): Within | null {
  const { span, name: op } = step;
  const scope = step.scope ?? null;
  if (says(recording, span, op) && !(span && NAMES.test(expressionOf(recording, span)))) return null;
  // What is computed once more on the way back is not what the call of backward gives.
  if (!isAt(begunBy(recording, calls.at(-1))?.span ?? null, span)) {
    const next = recording.steps[step.index + 1];
    const call = outermost(recording, scope, (at) => isAt(scopeOf(recording, at).span, span));
    const goesOn = next && (isAt(next.span, span) || outermost(recording, next.scope, (at) => at === call));
    if (call && !goesOn) return null;
  }
  return { op, module: modulePathOf(recording, { span, scope }) };
}

/** The step with which a backward call begins. */
export const begunBy = (recording: Recording, call?: number): Backward | undefined =>
  call === undefined
    ? undefined
    : recording.steps.find((step): step is Backward => step.type === "backward" && step.call === call);

/**
 * What made a tensor that is not what its expression stands for, but something on the way: the `full` of
 * `scaler.scale(loss)`. Null for what the expression stands for, and for a module's.
 */
export function madeWithin(recording: Recording, id: string): string | null {
  const step = birthsIn(recording).get(id);
  if (step?.type === "create" && step.how && step.how !== "Parameter")
    return says(recording, step.span, step.how) ? null : step.how;
  const within = step?.type === "op" ? withinCall(recording, { calls: [] }, step) : null;
  return within?.module ? null : (within?.op ?? null);
}

const births = new WeakMap<Recording, Map<string, Step>>();

function birthsIn(recording: Recording): Map<string, Step> {
  const known =
    births.get(recording) ??
    new Map(recording.steps.flatMap((step) => (step.born ?? []).map((id) => [id, step])));
  births.set(recording, known);
  return known;
}

/** What an expression calls: `sum` of `(a * b).sum(0)`; empty of a loop, and where that has no name; null where it is no call. */
export function calleeOf(expression: string): string | null {
  if (/^(async )?(for|with) /.test(expression)) return "";
  const text = expression.replace(/(["']).*?\1/g, "");
  let [depth, open] = [0, -1];
  for (let at = text.length; at--; ) {
    const letter = text[at] as string;
    if (/[)\]}]/.test(letter)) depth++;
    else if (!/[([{]/.test(letter)) {
      if (!depth && /[^\p{L}\p{N}_.]/u.test(letter)) return null;
    } else if (!--depth && open < 0) open = at;
  }
  return open >= 0 && text.endsWith(")") ? (/\w*$/.exec(text.slice(0, open))?.[0] ?? "") : null;
}

/** Whether what a step did is all that its expression says: `torch.linalg.norm(x)` is `linalg_norm`, `x.__add__(y)` is `add`. */
export function says(recording: Recording, span: Span | null, name: string): boolean {
  const called = span && calleeOf(expressionOf(recording, span));
  if (called === null || called === "apply") return true;
  const [bare, op] = [called, name].map((word) => word.replace(/^_+|_+$/g, ""));
  return bare !== "" && `_${op}`.endsWith(`_${bare}`);
}

/** The outermost of the scopes around a step's that is such a one. */
function outermost(
  recording: Recording,
  scope: Step["scope"],
  is: (scope: string) => boolean,
): string | null {
  let found = null;
  for (let at = scope ?? null; at !== null; at = scopeOf(recording, at).parent) if (is(at)) found = at;
  return found;
}
