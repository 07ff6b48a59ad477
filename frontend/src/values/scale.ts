// The one diverging scale for heat maps: violet below 0, green above, 0 always the middle. Pure.

import type { Scalar, Value } from "../recording/types.gen";

const STEPS = 4;

/** A place on the scale for an element: its value, or a complex one's magnitude; NaN and infinities have none. */
function placeOf(scalar: Scalar): number {
  if (Array.isArray(scalar)) return Math.hypot(Number(scalar[0]), Number(scalar[1]));
  return Number(scalar);
}

/** The scale's end: the largest magnitude over all elements, also those that were not recorded; 0 where all are 0. */
export function endOf({ first, summary }: Value): number {
  return [summary?.min ?? 0, summary?.max ?? 0, ...first].reduce<number>((end, scalar) => {
    const size = Math.abs(placeOf(scalar));
    return size > end && size < Infinity ? size : end;
  }, 0);
}

/** The step of an element on a scale to ±`end`: n4 … 0 … p4; `nan`, `inf` or `-inf` for what is not on it. */
export function levelOf(scalar: Scalar, end: number): string {
  const number = placeOf(scalar);
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  const step = end === 0 ? 0 : Math.sign(number) * Math.ceil((Math.abs(number) / end) * STEPS);
  return step === 0 ? "0" : `${step < 0 ? "n" : "p"}${Math.abs(step)}`;
}
