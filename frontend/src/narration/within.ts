// Whether what a step made is what its expression stands for, or something on the way to that. Pure.

import { expressionOf, isCallOf, modulePathOf, scopeOf } from "../recording/lookup";
import type { Create, Op, Recording, Span, Step } from "../recording/types.gen";

/** What is on the way: an operation, and the module inside of the one called that it belongs to, where there is one. */
export type Within = { op: string; module: string | null };

const TEXT = /(["'])(?:\\.|(?!\1).)*\1/g;
const INNERMOST = /\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}/g;
const [CALL, OTHER] = ["⟮", "⟦"];

/** Null where the operation is what the expression says, and where it is the last one of the module that it calls. */
export function withinCall(recording: Recording, step: Op): Within | null {
  const { span, name } = step;
  const scope = step.scope ?? null;
  if (span === null || saysIt(recording, span, name)) return null;
  const call = moduleCallAt(recording, scope, span);
  if (call !== null && isLast(recording, step, call) && !isBackward(recording, step.index, span)) return null;
  return { op: name, module: modulePathOf(recording, { span, scope }) };
}

/** The same of a leaf, and of what made it. */
export const factoryWithin = (recording: Recording, { span, how }: Create): Within | null =>
  span === null || how === null || how === "Parameter" || saysIt(recording, span, how)
    ? null
    : { op: how, module: null };

/** Whether a backward call is under way at a step, and which: that with the innermost start. */
export function backwardAround(recording: Recording, index: number): Step | null {
  const ended = new Set<number>();
  for (let at = index - 1; at >= 0; at--) {
    const step = recording.steps[at] as Step;
    if (step.type === "backward_end") ended.add(step.call);
    else if (step.type === "backward" && !ended.has(step.call)) return step;
  }
  return null;
}

/** What an expression calls: `sum` of `(a * b).sum(0)`; empty where that has no name, null where it is no call. */
export function calleeOf(expression: string): string | null {
  if (/^(async )?(for|with)\s/.test(expression)) return "";
  let text = expression
    .replace(TEXT, OTHER)
    .replace(/\s*([.([])\s*/g, "$1")
    .trim();
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(INNERMOST, (group) => (group.startsWith("(") ? CALL : OTHER));
  }
  return /^[\w.⟮⟦]+⟮$/.test(text) ? (/(\w*)⟮$/.exec(text)?.[1] ?? "") : null;
}

/** Whether an operation is all that an expression says: `torch.linalg.norm(x)` is `linalg_norm`, `x.__add__(y)` is `add`. */
function saysIt(recording: Recording, span: Span, name: string): boolean {
  const called = calleeOf(expressionOf(recording, span));
  if (called === null || called === "apply") return true;
  const [bare, op] = [called, name].map((word) => word.replace(/^_+|_+$/g, "")) as [string, string];
  return bare === op || (bare !== "" && op.endsWith(`_${bare}`));
}

/** The outermost module call that the expression at `span` is. */
function moduleCallAt(recording: Recording, scope: string | null, span: Span): string | null {
  let found: string | null = null;
  for (let at = scope; at !== null; at = scopeOf(recording, at).parent)
    if (isCallOf(scopeOf(recording, at), span)) found = at;
  return found;
}

/** Whether no operation follows that is the same expression's, in its module call or in another one after that. */
function isLast(recording: Recording, step: Op, call: string): boolean {
  const around = scopeOf(recording, call).parent;
  for (let at = step.index + 1; at < recording.steps.length; at++) {
    const next = recording.steps[at] as Step;
    const [alike, within] = [isSame(next.span, step.span), isIn(recording, next, around)];
    if (!within || ((next.scope ?? null) === around && !alike)) return true;
    if (next.type === "op" && alike) return false;
  }
  return true;
}

/** What is computed once more on the way back is not what the call of backward gives. */
const isBackward = (recording: Recording, index: number, span: Span): boolean =>
  isSame(backwardAround(recording, index)?.span ?? null, span);

const isSame = (one: Span | null, other: Span | null) => JSON.stringify(one) === JSON.stringify(other);

function isIn(recording: Recording, step: Step, scope: string | null): boolean {
  let at = step.scope ?? null;
  while (at !== null && at !== scope) at = scopeOf(recording, at).parent;
  return at === scope;
}
