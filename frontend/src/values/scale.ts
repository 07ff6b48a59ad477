// The one diverging scale for heat maps: violet below 0, green above, 0 always the middle. Pure.

import type { Scalar, Value } from "../recording/types.gen";

const BELOW = ["0", "n1", "n2", "n3", "n4"];
const ABOVE = ["0", "p1", "p2", "p3", "p4"];
const STEPS = 4;

/** A place on the scale for an element: its value, or a complex one's magnitude; NaN and infinities have none. */
function placeOf(scalar: Scalar): number {
  if (Array.isArray(scalar)) return Math.hypot(Number(scalar[0]), Number(scalar[1]));
  return Number(scalar);
}

/** The scale's end: the largest magnitude over all elements, also those that were not recorded; 0 where all are 0. */
export function endOf(value: Value): number {
  const known = ends.get(value);
  if (known !== undefined) return known;
  let end = 0;
  for (const scalar of [value.summary?.min ?? 0, value.summary?.max ?? 0, ...value.first]) {
    const size = Math.abs(placeOf(scalar));
    if (size > end && size < Infinity) end = size;
  }
  ends.set(value, end);
  return end;
}

// A value is drawn on its card, on its way, and in the panels.
const ends = new WeakMap<Value, number>();

/** The step of an element on a scale to ±`end`: n4 … 0 … p4; `nan`, `inf` or `-inf` for what is not on it. */
export function levelOf(scalar: Scalar, end: number): string {
  const number = placeOf(scalar);
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  const step = end === 0 ? 0 : Math.min(STEPS, Math.ceil((Math.abs(number) / end) * STEPS));
  return (number < 0 ? BELOW : ABOVE)[step] as string;
}
