// Rows by id, values by index, and source text by span.

import type { Function as GradFunction, Recording, Scope, Span, Tensor, Value } from "./types.gen";
import { visible } from "./visible";

export type { GradFunction };

const row = <Row>(rows: Row[], id: string): Row => {
  const found = rows[Number(id.slice(1)) - 1];
  if (!found) throw new RangeError(`${id} is not in this recording`);
  return found;
};

export const tensorOf = (recording: Recording, id: string): Tensor => row(recording.tensors, id);
export const functionOf = (recording: Recording, id: string): GradFunction => row(recording.functions, id);
export const scopeOf = (recording: Recording, id: string): Scope => row(recording.scopes, id);

export function valueAt(recording: Recording, index: number): Value {
  const value = recording.values[index];
  if (!value) throw new RangeError(`value ${index} is not in this recording`);
  return value;
}

/** The source text of a span. Columns count code points, JavaScript's strings UTF-16 units. */
export function expressionOf(recording: Recording, span: Span): string {
  const lines = recording.program.source.split("\n").slice(span.line - 1, span.end_line);
  return lines
    .map((line, index) => {
      const points = Array.from(line);
      const from = index === 0 ? span.column : 0;
      const to = index === lines.length - 1 ? span.end_column : points.length;
      return points.slice(from, to).join("");
    })
    .map(visible)
    .join("\n");
}

/** The source of a span on one line; empty of none. */
export const oneLineOf = (recording: Recording, span: Span | null): string =>
  span ? expressionOf(recording, span).replace(/\s+/g, " ") : "";

type Made = { span: Span | null; scope: string | null };

/**
 * What made a row, on one line: its expression; or, where that is the call of a module around it, which made much else,
 * the module's path in that one, `layers.0 (Linear)`. Empty if neither is known.
 */
export const originOf = (recording: Recording, made: Made): string =>
  modulePathOf(recording, made) ?? oneLineOf(recording, made.span);

/** The module that made a row, by its path in the one that the row's expression calls; null where that is no such call. */
export function modulePathOf(recording: Recording, { span, scope }: Made): string | null {
  const path: string[] = [];
  const inner = scope === null ? null : scopeOf(recording, scope);
  for (
    let at = inner;
    at && isInner(at, span);
    at = at.parent === null ? null : scopeOf(recording, at.parent)
  )
    path.unshift(at.name);
  return inner && path.length > 0 ? `${path.join(".")} (${inner.module})` : null;
}

/** Whether a scope is a module's that was called inside of another's, in the expression at `span`. */
const isInner = ({ kind, name, module, span: called }: Scope, span: Span | null): boolean =>
  kind === "module" && name !== module && isAt(called, span);

/** Whether two spans are the same piece of the source. */
export const isAt = (one: Span | null, other: Span | null): boolean =>
  one !== null && JSON.stringify(one) === JSON.stringify(other);

/** torch's name of a function without its ending: `Mul` for `MulBackward0`. */
export const shortName = (name: string): string => name.replace(/Backward\d*$/, "") || name;
