// Tensors whose elements know how they came to be: what a rule computes with. Pure.

/** What an element is called: its tensor's name and its place there. */
export interface Called {
  name: string;
  place: readonly number[];
}

/**
 * One number. `how` tells what it was given as, or from which numbers which operation made it.
 *
 * A name with `terms` is worked out of them as a whole. `called` is what the rule itself calls what an operation made.
 */
export interface Element {
  value: number;
  how:
    | (Called & { terms?: readonly Element[]; called?: Called })
    | { operation: string; terms: readonly Element[]; called?: Called }
    | null;
}

/** Elements in row-major order. `flags`: each is true or false, not a number. */
export interface Tensor {
  shape: readonly number[];
  elements: readonly Element[];
  flags?: boolean;
}

/** What a name of a rule stands for; a list is of numbers (a shape) or of tensors (`grads`). */
export type Item = Tensor | number | boolean | string | null | readonly Item[];

/** A rule says something that is not known here, or that is too large to be shown. */
export class UnknownError extends Error {
  override name = "UnknownError";
}

/** More elements than this in one tensor are not computed one by one. */
const MOST = 4096;

export const isTensor = (item: Item): item is Tensor =>
  typeof item === "object" && item !== null && !Array.isArray(item);
export const isList = (item: Item): item is readonly Item[] => Array.isArray(item);

export function tensorOf(item: Item): Tensor {
  if (isTensor(item)) return item;
  if (typeof item === "number" || typeof item === "boolean")
    return { shape: [], elements: [{ value: Number(item), how: null }] };
  throw new UnknownError("no tensor");
}

export function integerOf(item: Item | undefined): number {
  const value =
    item !== undefined && item !== null && !isList(item) && isTensor(item) ? item.elements[0]?.value : item;
  if (typeof value !== "number" || !Number.isInteger(value)) throw new UnknownError("no integer");
  return value;
}

export function dimsOf(item: Item | undefined): number[] {
  if (item === undefined || item === null) return [];
  return isList(item) ? item.map(integerOf) : [integerOf(item)];
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** A dimension counted from the front. */
export function dimOf(item: Item | undefined, rank: number): number {
  const dim = integerOf(item);
  const from = dim < 0 ? dim + Math.max(rank, 1) : dim;
  if (from < 0 || from >= Math.max(rank, 1)) throw new UnknownError("no such dimension");
  return from;
}

/** A tensor whose element at each index is what `at` says. */
export function build(shape: readonly number[], at: (index: readonly number[]) => Element): Tensor {
  const count = sizeOf(shape);
  if (!(count <= MOST)) throw new UnknownError("too large");
  const index = shape.map(() => 0);
  const elements: Element[] = [];
  for (let n = 0; n < count; n++) {
    elements.push(at([...index]));
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      index[dim] = (index[dim] as number) + 1;
      if ((index[dim] as number) < (shape[dim] as number)) break;
      index[dim] = 0;
    }
  }
  return { shape, elements };
}

export function at({ shape, elements }: Tensor, index: readonly number[]): Element {
  if (index.length !== shape.length) throw new UnknownError("another number of dimensions");
  const place = index.reduce((offset, one, dim) => {
    if (!(one >= 0 && one < (shape[dim] as number))) throw new UnknownError("out of range");
    return offset * (shape[dim] as number) + one;
  }, 0);
  return elements[place] as Element;
}

/** The shape that two shapes are stretched to. */
export function stretched(one: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(one.length, other.length);
  return Array.from({ length: rank }, (_, dim) => {
    const a = one[dim - (rank - one.length)] ?? 1;
    const b = other[dim - (rank - other.length)] ?? 1;
    if (a !== b && a !== 1 && b !== 1) throw new UnknownError("shapes that do not fit");
    return a === 1 ? b : a;
  });
}

/** The element of a tensor that stands at an index of what it is stretched to. */
export const stretchedAt = (tensor: Tensor, index: readonly number[]): Element =>
  at(
    tensor,
    tensor.shape.map((size, dim) =>
      size === 1 ? 0 : (index[dim + index.length - tensor.shape.length] as number),
    ),
  );

/** What an operation made of elements; of numbers alone that the rule says itself, again such a number. */
export const madeOf = (operation: string, terms: readonly Element[], value: number): Element => ({
  value,
  how: terms.every(({ how }) => how === null) ? null : { operation, terms },
});

/** The sum of elements; of one, that element itself. */
export function total(terms: readonly Element[]): Element {
  const [first] = terms;
  if (terms.length === 1 && first) return first;
  return madeOf(
    "sum",
    terms,
    terms.reduce((sum, { value }) => sum + value, 0),
  );
}

export const ZERO: Element = { value: 0, how: null };
