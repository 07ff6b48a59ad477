// Whether a value is one number in every place. Pure.

import { formatNumber } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Recording, Scalar } from "../recording/types.gen";

/** The one number that all elements of a value are, as written; null if they differ or are not all there. */
export function uniform(recording: Recording, index: number): string | null {
  const value = valueAt(recording, index);
  const [first] = value.first;
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (first === undefined || value.first.length < count) return null;
  const same = (scalar: Scalar) => scalar === first || JSON.stringify(scalar) === JSON.stringify(first);
  return value.first.every(same) ? formatNumber(first) : null;
}
