// One element to spell a step out with: of uniform values any, of others the first, which is then named. Pure.

import { valueAt } from "../recording/lookup";
import type { Recording, Value } from "../recording/types.gen";

const count = ({ shape }: Value): number => shape.reduce((product, size) => product * size, 1);

/** The number that all elements of a value are; null if they differ, are not all there, or are no plain numbers. */
function everywhere(value: Value): number | null {
  const [first] = value.first;
  if (typeof first !== "number" || value.first.length < count(value)) return null;
  return value.first.every((scalar) => scalar === first) ? first : null;
}

/** Reads values at the element that stands for a whole one; `place` names it where its like are not all the same. */
export class Element {
  place = "";
  readonly #recording: Recording;
  readonly #size: number;
  readonly #shape: number[];

  /** The element stands for value `index`. */
  constructor(recording: Recording, index: number) {
    this.#recording = recording;
    const value = valueAt(recording, index);
    this.#size = count(value);
    this.#shape = value.shape;
  }

  /** The number there in another value, which has one for every place or the same everywhere; else null. */
  of(index: number | null | undefined): number | null {
    if (index == null) return null;
    const value = valueAt(this.#recording, index);
    const one = everywhere(value);
    if (one !== null) return one;
    const [first] = value.first;
    if (typeof first !== "number" || count(value) !== this.#size) return null;
    this.place = `[${this.#shape.map(() => "0").join(", ")}]`;
    return first;
  }
}
