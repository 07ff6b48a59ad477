// A rule's tree computed: what the recording says of `Application`, with every element's history kept. Pure.

import type { Term } from "../recording/types.gen";
import { replaced, spliced } from "./axes";
import {
  at,
  build,
  dimOf,
  dimsOf,
  type Element,
  type Item,
  isList,
  madeOf,
  stretched,
  type Tensor,
  tensorOf,
  total,
  UnknownError,
} from "./element";
import { FACTS, reduced } from "./facts";
import { MEETINGS } from "./meetings";
import { JOINS, PLACES } from "./places";
import { isPointwise, pointwise, product } from "./pointwise";
import { inv, solve } from "./solving";
import { inNames } from "./spelled";

export type Names = ReadonlyMap<string, Item>;

/** What a tree gives with what its names stand for. Throws an UnknownError where it cannot be computed here. */
export function compute(tree: Term, names: Names): Item {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "variable") return named(tree.name, names);
  const { operation } = tree;
  if (operation === "where") return chosen(tree.terms, names);
  const terms = tree.terms.map((term) => compute(term, names));
  if (isPointwise(operation)) return pointwise(operation, terms);
  const [first, ...rest] = terms;
  if (Object.hasOwn(PLACES, operation)) return PLACES[operation]?.(tensorOf(first as Item), ...rest) ?? null;
  if (operation === "inv") return inv(tensorOf(first as Item), inNames(tree));
  if (operation === "solve") return solve(tensorOf(first as Item), tensorOf(rest[0] as Item), inNames(tree));
  const other = [JOINS, FACTS, MEETINGS, OTHERS].find((known) => Object.hasOwn(known, operation))?.[
    operation
  ];
  if (!other) throw new UnknownError(operation);
  return other(...terms);
}

function named(written: string, names: Names): Item {
  const [name = "", place] = written.split(/[[\]]/);
  const item = names.get(name);
  const one =
    place !== undefined && item !== undefined && item !== null && isList(item) ? item[Number(place)] : item;
  if (one === undefined) throw new UnknownError(written);
  return one;
}

/** A condition that is one flag chooses before the other branch is looked at. */
function chosen([condition, one, other]: readonly Term[], names: Names): Item {
  const test = compute(condition as Term, names);
  if (typeof test === "boolean") return compute((test ? one : other) as Term, names);
  const [flags, yes, no] = [test, compute(one as Term, names), compute(other as Term, names)].map(tensorOf);
  if (!flags || !yes || !no) throw new UnknownError("where");
  const shape = stretched(stretched(flags.shape, yes.shape), no.shape);
  const [a, b, c] = [flags, yes, no].map((tensor) => PLACES.expand?.(tensor, shape) as Tensor);
  return build(shape, (index) => at((at(a as Tensor, index).value ? b : c) as Tensor, index));
}

/** The elements of a tensor, gathered by where each goes. */
function gathered(
  x: Tensor,
  shape: readonly number[],
  to: (index: readonly number[]) => readonly number[],
  joined: (terms: readonly Element[]) => Element = total,
): Tensor {
  const parts = new Map<string, Element[]>();
  build(x.shape, (index) => {
    const element = at(x, index);
    const key = to(index).join();
    const part = parts.get(key);
    if (part) part.push(element);
    else parts.set(key, [element]);
    return element;
  });
  return build(shape, (index) => joined(parts.get(index.join()) ?? []));
}

function over(
  item: Item | undefined,
  dim: Item | undefined,
  joined: (terms: readonly Element[]) => Element,
): Tensor {
  const x = tensorOf(item as Item);
  const dims = reduced(dim, x.shape.length);
  return gathered(
    x,
    x.shape.map((size, n) => (dims.has(n) ? 1 : size)),
    (index) => index.map((one, n) => (dims.has(n) ? 0 : one)),
    joined,
  );
}

const meanOf = (terms: readonly Element[]): Element => {
  const [sum, n] = [total(terms), { value: terms.length, how: null }];
  return madeOf("div", [sum, n], sum.value / n.value);
};

function matmul(left: Tensor, right: Tensor): Tensor {
  const [a, b] = [left.shape.length === 1, right.shape.length === 1];
  if (a)
    return PLACES.reshape?.(
      matmul({ ...left, shape: [1, ...left.shape] }, right),
      resultOf(right, b, -2),
    ) as Tensor;
  if (b)
    return PLACES.reshape?.(
      matmul(left, { ...right, shape: [...right.shape, 1] }),
      left.shape.slice(0, -1),
    ) as Tensor;
  const [n, k] = left.shape.slice(-2);
  const [l, m] = right.shape.slice(-2);
  if (k === undefined || k !== l) throw new UnknownError("matrices that do not fit");
  const batch = stretched(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const inBatch = (x: Tensor, outer: readonly number[], row: number, column: number) => {
    const own = x.shape.slice(0, -2);
    const place = own.map((size, dim) =>
      size === 1 ? 0 : (outer[dim + outer.length - own.length] as number),
    );
    return at(x, [...place, row, column]);
  };
  return build([...batch, n as number, m as number], (index) => {
    const [outer, row, column] = [index.slice(0, -2), index.at(-2) as number, index.at(-1) as number];
    const products = Array.from({ length: k }, (_, inner) =>
      product(inBatch(left, outer, row, inner), inBatch(right, outer, inner, column)),
    );
    return total(products);
  });
}

const resultOf = (right: Tensor, vector: boolean, without: number): number[] =>
  vector ? [] : spliced(right.shape, right.shape.length + without, 1);

const OTHERS: Record<string, (...terms: (Item | undefined)[]) => Item> = {
  sum: (item, ...dims) => {
    const x = tensorOf(item as Item);
    if (dims.length === 0) return { shape: [], elements: [total(x.elements)] };
    return over(x, dims[0], total);
  },
  mean: (item, dim) => over(item, dim, meanOf),
  prod: (item, dim) => over(item, dim, productOf),
  sum_to_size: (item, wanted) => {
    const x = tensorOf(item as Item);
    const shape = dimsOf(wanted);
    const more = x.shape.length - shape.length;
    if (more < 0) throw new UnknownError("fewer dimensions");
    if (more === 0 && shape.every((size, dim) => size === x.shape[dim])) return x;
    return gathered(x, shape, (index) =>
      shape.map((size, dim) => (size === 1 ? 0 : (index[dim + more] as number))),
    );
  },
  cumsum: (item, dim) => {
    const x = tensorOf(item as Item);
    if (x.shape.length === 0) return x;
    const along = dimOf(dim, x.shape.length);
    return build(x.shape, (index) =>
      total(Array.from({ length: (index[along] as number) + 1 }, (_, n) => at(x, replaced(index, along, n)))),
    );
  },
  matmul: (one, other) => matmul(tensorOf(one as Item), tensorOf(other as Item)),
};

/** The product of elements; of one, that element itself. */
function productOf(terms: readonly Element[]): Element {
  const [first] = terms;
  if (terms.length === 1 && first) return first;
  return madeOf(
    "prod",
    terms,
    terms.reduce((all, { value }) => all * value, 1),
  );
}
