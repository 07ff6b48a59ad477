// Operations that work element by element, on tensors and on plain numbers. Pure.

import {
  build,
  type Element,
  type Item,
  isList,
  stretched,
  stretchedAt,
  tensorOf,
  UnknownError,
} from "./element";

const FUNCTIONS: Record<string, (...operands: number[]) => number | boolean> = {
  add: (a = 0, b = 0) => a + b,
  sub: (a = 0, b = 0) => a - b,
  mul: (a = 0, b = 0) => a * b,
  div: (a = 0, b = 0) => a / b,
  pow: (a = 0, b = 0) => a ** b,
  neg: (a = 0) => -a,
  abs: (a = 0) => Math.abs(a),
  sign: (a = 0) => Math.sign(a),
  rsqrt: (a = 0) => 1 / Math.sqrt(a),
  exp: (a = 0) => Math.exp(a),
  log: (a = 0) => Math.log(a),
  sin: (a = 0) => Math.sin(a),
  cos: (a = 0) => Math.cos(a),
  sinh: (a = 0) => Math.sinh(a),
  cosh: (a = 0) => Math.cosh(a),
  tanh: (a = 0) => Math.tanh(a),
  sigmoid: (a = 0) => 1 / (1 + Math.exp(-a)),
  clamp: (a = 0, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY) =>
    Math.min(Math.max(a, low), high),
  eq: (a = 0, b = 0) => a === b,
  ne: (a = 0, b = 0) => a !== b,
  lt: (a = 0, b = 0) => a < b,
  le: (a = 0, b = 0) => a <= b,
  gt: (a = 0, b = 0) => a > b,
  ge: (a = 0, b = 0) => a >= b,
  logical_and: (a = 0, b = 0) => Boolean(a) && Boolean(b),
  logical_or: (a = 0, b = 0) => Boolean(a) || Boolean(b),
};

export const isPointwise = (operation: string): boolean => Object.hasOwn(FUNCTIONS, operation);

/** What an operation gives: a number or a flag where all its operands are such, else a tensor. */
export function pointwise(operation: string, operands: readonly Item[]): Item {
  const function_ = FUNCTIONS[operation];
  if (!function_) throw new UnknownError(operation);
  if ((operation === "eq" || operation === "ne") && operands.some((item) => item === null || isList(item)))
    return same(operands[0] as Item, operands[1] as Item) === (operation === "eq");
  if (operands.every((item) => typeof item === "number" || typeof item === "boolean"))
    return function_(...operands.map(Number));
  const tensors = operands.map(tensorOf);
  const shape = tensors.reduce<readonly number[]>((both, one) => stretched(both, one.shape), []);
  return build(shape, (index) => {
    const terms = tensors.map((one) => stretchedAt(one, index));
    return made(operation, terms, Number(function_(...terms.map(({ value }) => value))));
  });
}

const made = (operation: string, terms: Element[], value: number): Element => ({
  value,
  how: { operation, terms },
});

const same = (one: Item, other: Item): boolean => JSON.stringify(one) === JSON.stringify(other);
