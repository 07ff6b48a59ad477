// Operations that work element by element, on tensors and on plain numbers. Pure.

import {
  build,
  type Element,
  type Item,
  isList,
  madeOf,
  stretched,
  stretchedAt,
  tensorOf,
  UnknownError,
  ZERO,
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
  erf: (a = 0) => erf(a),
  floor_divide: (a = 0, b = 0) => Math.floor(a / b),
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

/** The error function: its series near 0, the continued fraction of 1 - erf further out. */
function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  if (Math.abs(x) < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (Math.abs(x) + fraction);
  return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction));
}

export const isPointwise = (operation: string): boolean => Object.hasOwn(FUNCTIONS, operation);

/** What an operation gives: a number or a flag where all its operands are such, else a tensor. */
export function pointwise(operation: string, operands: readonly Item[]): Item {
  const function_ = FUNCTIONS[operation];
  if (!function_) throw new UnknownError(operation);
  if (
    (operation === "eq" || operation === "ne") &&
    operands.some((item) => item === null || typeof item === "string" || isList(item))
  )
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

const isConstant = (element: Element | undefined, number: number): boolean =>
  element?.how === null && element.value === number;

/** A product, a sum or a quotient with a zero or a one that the rule says itself, and that changes nothing, is left out. */
function made(operation: string, terms: Element[], value: number): Element {
  const [one, other] = terms as [Element, Element];
  if (operation === "mul" && value === 0 && terms.some((term) => isConstant(term, 0))) return ZERO;
  if (operation === "div" && isConstant(other, 1)) return one;
  if (operation === "div" && isConstant(one, 0) && value === 0) return ZERO;
  if (operation === "add" && isConstant(one, 0)) return other;
  if ((operation === "add" || operation === "sub") && isConstant(other, 0)) return one;
  return madeOf(operation, terms, value);
}

export const product = (one: Element, other: Element): Element =>
  made("mul", [one, other], one.value * other.value);

const same = (one: Item, other: Item): boolean => JSON.stringify(one) === JSON.stringify(other);
