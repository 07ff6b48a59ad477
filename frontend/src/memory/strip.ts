// A storage as a strip of cells, and which cells each tensor in it looks at. Pure.

import type { State, TensorState } from "../recording/fold";
import { valueAt } from "../recording/lookup";
import type { Recording, Scalar } from "../recording/types.gen";

/** More cells than this are not drawn one by one. */
export const MOST_CELLS = 24;
/** More cells than this have no room for their numbers. */
export const MOST_LEGIBLE = 10;
export const MOST_ROWS = 8;
const MOST_ELEMENTS = 256;

/** `cells` are the places in the storage that the tensor reads, in order of its elements; null where they are too many. */
export type Looker = {
  id: string;
  shape: number[];
  strides: number[];
  offset: number;
  cells: number[] | null;
};

export type Strip = {
  storage: string;
  bytes: number;
  /** How many elements it holds, and each one's value, undefined where no tensor shows it. */
  size: number;
  values: (Scalar | undefined)[];
  lookers: Looker[];
  /** How many more tensors there are than lookers are listed. */
  more: number;
};

/** The strip of the storage that a tensor lives in, the tensor itself first; null where it has no plain memory. */
export function stripOf(recording: Recording, state: State, id: string): Strip | null {
  const storage = recording.storages.find((row) => row.id === state.tensors[id]?.storage);
  const widthOf = (tensor: string) =>
    WIDTHS[valueAt(recording, (state.tensors[tensor] as TensorState).value).dtype];
  const width = storage && widthOf(id);
  if (!width) return null;
  const here = Object.entries(state.tensors).filter(([, tensor]) => tensor.storage === storage.id);
  here.sort(([a], [b]) => Number(b === id) - Number(a === id));
  const size = Math.floor(storage.bytes / width);
  const values: (Scalar | undefined)[] = Array.from({ length: Math.min(size, MOST_CELLS) });
  const lookers = here.flatMap(([other, tensor]) => {
    const fits = size <= MOST_CELLS && widthOf(other) === width;
    return lookerOf(other, tensor, fits) ?? [];
  });
  // A tensor that has gone is not told of; what it held last differs as soon as its memory is written to.
  const living = lookers.filter(({ id: other, cells }) => {
    const { first, hidden } = valueAt(recording, (state.tensors[other] as TensorState).value);
    if (hidden || cells === null) return true;
    const shown = cells.slice(0, first.length).map((cell, n) => [cell, first[n]] as const);
    if (shown.some(([cell, scalar]) => values[cell] !== undefined && !same(values[cell], scalar)))
      return false;
    for (const [cell, scalar] of shown) values[cell] = scalar;
    return true;
  });
  return {
    storage: storage.id,
    bytes: storage.bytes,
    size,
    values,
    lookers: living.slice(0, MOST_ROWS),
    more: Math.max(0, living.length - MOST_ROWS),
  };
}

const same = (one: Scalar | undefined, other: Scalar | undefined): boolean =>
  Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);

function lookerOf(id: string, { shape, strides, offset }: TensorState, fits: boolean): Looker | null {
  if (strides === null || offset === null) return null;
  // A stretched view of a small storage can have any number of elements.
  const few = shape.reduce((product, size) => product * size, 1) <= MOST_ELEMENTS;
  const cells = fits && few ? cellsOf(shape, strides, offset) : null;
  return { id, shape, strides, offset, cells };
}

/** The place in the storage of every element, in row-major order. */
export function cellsOf(shape: readonly number[], strides: readonly number[], offset: number): number[] {
  return shape.reduce<number[]>(
    (places, size, dimension) =>
      places.flatMap((place) =>
        Array.from({ length: size }, (_, n) => place + n * (strides[dimension] ?? 0)),
      ),
    [offset],
  );
}

/** Bytes of an element, by dtype. */
const WIDTHS: Record<string, number> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  float16: 2,
  bfloat16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  complex32: 4,
  uint64: 8,
  int64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
};
