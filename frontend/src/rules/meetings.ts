// Which element meets which: tensors of numbers that follow from shapes and indices alone. Pure.

import { spliced } from "./axes";
import {
  build,
  dimsOf,
  type Item,
  integerOf,
  isList,
  isTensor,
  sizeOf,
  type Tensor,
  UnknownError,
} from "./element";

const number = (value: number) => ({ value, how: null });

/** Every index of a shape, in row-major order. */
function indicesOf(shape: readonly number[]): (readonly number[])[] {
  const all: (readonly number[])[] = [];
  build(shape, (index) => {
    all.push(index);
    return number(0);
  });
  return all;
}

/** The number of an index in row-major order. */
const flat = (shape: readonly number[], index: readonly number[]): number =>
  index.reduce((offset, one, dim) => offset * (shape[dim] as number) + one, 0);

const each = (its: readonly number[], rank: number): number[] =>
  its.length === rank ? [...its] : Array<number>(rank).fill(its[0] ?? 0);

function windows(...given: (Item | undefined)[]): Tensor {
  const [sizes = [], places = [], kernel = [], stride = [], padding = [], dilation = []] = given.map(dimsOf);
  const [of, pads, gaps] = [kernel, padding, dilation].map((its) => each(its, sizes.length));
  const steps = stride.length > 0 ? each(stride, sizes.length) : of;
  const whole = sizeOf(sizes);
  const [cells, spots] = [indicesOf(of ?? []), indicesOf(places)];
  return build([cells.length, spots.length], ([cell = 0, spot = 0]) => {
    const at = sizes.map(
      (_, dim) =>
        (cells[cell]?.[dim] ?? 0) * (gaps?.[dim] ?? 1) +
        (spots[spot]?.[dim] ?? 0) * (steps?.[dim] ?? 1) -
        (pads?.[dim] ?? 0),
    );
    if (at.every((one, dim) => one >= 0 && one < (sizes[dim] as number))) return number(flat(sizes, at));
    const framed = at.every((one, dim) => {
      const pad = pads?.[dim] ?? 0;
      return one >= -pad && one < (sizes[dim] as number) + pad;
    });
    return number(framed ? whole : whole + 1);
  });
}

/** An index as what it stands for: one list of places for each dimension that it takes the place of. */
function listed(index: Tensor): Tensor[] {
  if (!index.flags) return [index];
  const chosen = indicesOf(index.shape).filter((_, n) => index.elements[n]?.value);
  return index.shape.map((_, dim) => ({
    shape: [chosen.length],
    elements: chosen.map((place) => number(place[dim] as number)),
  }));
}

/** As Python's indexing puts them: what the indices give stands where they stand, at the front if they are apart. */
function places(shape: Item | undefined, indices: Item | undefined): Tensor {
  const sizes = dimsOf(shape);
  if (indices === undefined || !isList(indices)) throw new UnknownError("no indices");
  const given = indices.flatMap((item): (Tensor | null)[] => {
    if (item !== null && !isTensor(item)) throw new UnknownError("no index");
    return item === null ? [null] : listed(item);
  });
  const whole = sizes.map((_, dim) => given[dim] ?? null);
  const at = whole.flatMap((one, dim) => (one ? [dim] : []));
  const joined = at.reduce<readonly number[]>((all, dim) => {
    const own = whole[dim]?.shape ?? [];
    const rank = Math.max(all.length, own.length);
    return Array.from({ length: rank }, (_, n) => {
      const [a, b] = [all[n - rank + all.length] ?? 1, own[n - rank + own.length] ?? 1];
      if (a !== b && a !== 1 && b !== 1) throw new UnknownError("indices that do not fit");
      return a === 1 ? b : a;
    });
  }, []);
  const together = at.every((dim, n) => n === 0 || dim === (at[n - 1] as number) + 1);
  const front = together ? (at[0] ?? 0) : 0;
  const kept = sizes.map((_, dim) => dim).filter((dim) => !whole[dim]);
  const result = spliced(
    kept.map((dim) => sizes[dim] as number),
    front,
    0,
    ...joined,
  );
  return build(result, (index) => {
    const inner = index.slice(front, front + joined.length);
    const outer = spliced(index, front, joined.length);
    const from = sizes.map((size, dim) => {
      const own = whole[dim];
      if (!own) return outer[kept.indexOf(dim)] as number;
      const place = own.shape.map((length, n) =>
        length === 1 ? 0 : (inner[n + joined.length - own.shape.length] as number),
      );
      const value = own.elements[flat(own.shape, place)]?.value ?? Number.NaN;
      return value < 0 ? value + size : value;
    });
    return number(flat(sizes, from));
  });
}

function padded(shape: Item | undefined, pad: Item | undefined, mode: Item | undefined): Tensor {
  const [sizes, around] = [dimsOf(shape), dimsOf(pad)];
  const before = sizes.map((_, dim) => around[2 * (sizes.length - 1 - dim)] ?? 0);
  const after = sizes.map((_, dim) => around[2 * (sizes.length - 1 - dim) + 1] ?? 0);
  const whole = sizes.map((size, dim) => size + (before[dim] as number) + (after[dim] as number));
  return build(whole, (index) => {
    const at = index.map((one, dim) => {
      const [from, last] = [one - (before[dim] as number), (sizes[dim] as number) - 1];
      if (mode === "replicate") return Math.min(Math.max(from, 0), last);
      return mode === "reflect" ? last - Math.abs(last - Math.abs(from)) : from;
    });
    const inside = at.every((one, dim) => one >= 0 && one < (sizes[dim] as number));
    return number(inside ? flat(sizes, at) : sizeOf(sizes));
  });
}

export const MEETINGS: Record<string, (...terms: (Item | undefined)[]) => Item> = {
  arange: (n) => build([integerOf(n)], ([place = 0]) => number(place)),
  eye: (n) => build([integerOf(n), integerOf(n)], ([row, column]) => number(Number(row === column))),
  windows,
  places,
  padded,
  part: (all, means) => {
    const [n, m] = [integerOf(all), integerOf(means)];
    return build([m, n], ([mean = 0, place = 0]) => {
      const [first, end] = [Math.floor((mean * n) / m), Math.ceil(((mean + 1) * n) / m)];
      return number(place >= first && place < end ? 1 / (end - first) : 0);
    });
  },
};
