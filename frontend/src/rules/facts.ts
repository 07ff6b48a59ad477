// Facts about shapes and lists. Pure.

import { dimOf, dimsOf, type Item, integerOf, isList, isTensor, sizeOf, UnknownError } from "./element";

export const shapeOf = (item: Item | undefined): readonly number[] =>
  item !== undefined && isTensor(item) ? item.shape : dimsOf(item);

/** The dimensions that a reduction goes over: all, where none are named. */
export const reduced = (item: Item | undefined, rank: number): Set<number> => {
  const dims = dimsOf(item).map((dim) => dimOf(dim, rank));
  return new Set(dims.length > 0 ? dims : Array.from({ length: rank }, (_, dim) => dim));
};

const listOf = (item: Item | undefined): readonly Item[] => {
  if (item === undefined || !isList(item)) throw new UnknownError("no list");
  return item;
};

/** Whether an operation asks tensors for their shapes alone. */
export const isFact = (operation: string): boolean =>
  operation !== "tuple" && Object.hasOwn(FACTS, operation);

export const FACTS: Record<string, (...terms: (Item | undefined)[]) => Item> = {
  numel: (item) => sizeOf(shapeOf(item)),
  dim: (item) => shapeOf(item).length,
  size: (item) => shapeOf(item),
  len: (item) => listOf(item).length,
  item: (list, place) => {
    const one = listOf(list).at(integerOf(place));
    if (one === undefined) throw new UnknownError("no such place");
    return one;
  },
  rest: (list, start, end) => listOf(list).slice(integerOf(start), end == null ? undefined : integerOf(end)),
  tuple: (...terms) => terms as Item[],
  kept: (item, dim) => {
    const shape = shapeOf(item);
    const chosen = reduced(dim, shape.length);
    return shape.map((size, n) => (chosen.has(n) ? 1 : size));
  },
  count: (item, dim) => {
    const shape = shapeOf(item);
    return sizeOf([...reduced(dim, shape.length)].map((n) => shape[n] as number));
  },
  inverse: (item) => {
    const dims = dimsOf(item);
    const order = dims.map((dim) => dimOf(dim, dims.length));
    return order.map((_, n) => order.indexOf(n));
  },
  others: (item, dim) => shapeOf(item).flatMap((_, n) => (n === integerOf(dim) ? [] : [n])),
  last: (sizes) => dimsOf(sizes).map((_, n, all) => n - all.length),
  start: (shapes, dim, i) =>
    listOf(shapes)
      .slice(0, integerOf(i))
      .map(dimsOf)
      // An old form of `cat` takes an empty tensor of one dimension among any others.
      .filter((shape) => shape.length !== 1 || shape[0] !== 0)
      .reduce((sum, shape) => sum + (shape.at(integerOf(dim)) ?? 0), 0),
};
