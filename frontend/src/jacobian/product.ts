// v·J: what a gradient that arrives makes of a Jacobian. Pure.

import { valueAt } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";
import { agreeing } from "../rules/worked";
import type { Matrix } from "./answer";

/** All numbers of a recorded value, of a complex one the parts of each; null where they are not all there. */
export function elementsOf(recording: Recording, index: number | null | undefined): number[] | null {
  if (index == null) return null;
  const { first, shape, hidden } = valueAt(recording, index);
  const count = shape.reduce((product, size) => product * size, 1);
  if (hidden || first.length !== count) return null;
  return first.flat().map(Number);
}

/** One number for each column. */
export const product = (v: readonly number[], rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, column) => rows.reduce((sum, row, n) => sum + (v[n] ?? 0) * (row[column] ?? 0), 0));

/** v·J, if it is what torch sent to that input; wrong arithmetic is not shown. `sent` undefined: there is nothing to compare with. */
export function shownProduct(
  recording: Recording,
  { rows }: Matrix,
  v: readonly number[] | null,
  sent: number | null | undefined,
): number[] | null {
  if (!v || !rows || v.length !== rows.length) return null;
  const made = product(v, rows);
  if (sent === undefined) return made;
  return sent !== null && agreeing(made, valueAt(recording, sent)) ? made : null;
}

/** The products that one element is the sum of; those with a 0 in the matrix are left out. */
export function termsOf(
  v: readonly number[],
  rows: readonly (readonly number[])[],
  column: number,
): { row: number; v: number; j: number }[] {
  return rows.flatMap((row, n) => (row[column] ? [{ row: n, v: v[n] ?? 0, j: row[column] as number }] : []));
}
