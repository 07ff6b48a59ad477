// A rule worked out with a run's numbers, if it gives what torch computed; wrong arithmetic is never shown. Pure.

import { valueAt } from "../recording/lookup";
import type { Function as GradFunction, Recording, Rule, Term, Value, Vjp } from "../recording/types.gen";
import { compute, type Names } from "./compute";
import { build, type Item, sizeOf, type Tensor, tensorOf, UnknownError } from "./element";
import { namesFor, partsOf, type Run } from "./given";

/** `operands` by `operation` give `product`; `result` is it, or its sum over stretched dimensions. */
export interface Worked {
  vjp: Vjp;
  input: number;
  operands: { term: Term; tensor: Tensor }[];
  operation: string;
  product: Tensor;
  result: Tensor;
}

/** Larger ones are not spelled out. */
export const MOST_ELEMENTS = 64;

/** Relative difference that rounding may make, by dtype. */
const ROUNDING: Record<string, number> = { float64: 1e-8, float32: 1e-4, float16: 2e-2, bfloat16: 5e-2 };
const SHARE = 0.1;

/** What each input was sent, as far as it can be worked out and comes to the same. */
export function workedOut(recording: Recording, row: GradFunction, rule: Rule, run: Run): Worked[] {
  const parts = partsOf(rule, run.sent.length);
  return parts.flatMap((vjp, input) => {
    const sent = run.sent[input];
    if (sent == null || !vjp.term) return [];
    const value = valueAt(recording, sent);
    if (sizeOf(value.shape) > MOST_ELEMENTS) return [];
    try {
      const worked = work(vjp, input, namesFor(recording, row, rule, run, input), value.shape);
      return agrees(worked.result, value) ? [worked] : [];
    } catch (error) {
      if (error instanceof UnknownError) return [];
      throw error;
    }
  });
}

function work(vjp: Vjp, input: number, names: Names, shape: readonly number[]): Worked {
  const whole = chosen(vjp.term as Term, names);
  const inner =
    whole.kind === "apply" && whole.operation === "sum_to_size" ? (whole.terms[0] as Term) : whole;
  const tree = chosen(inner, names);
  const parts = tree.kind === "apply" && hasOperands(tree.operation) ? tree.terms : [tree];
  // Each operand once, so that the result's elements are known to be made of these very ones.
  const computed = parts.map((term) => ({ term, tensor: tensorOf(compute(term, names)) }));
  const product =
    tree.kind === "apply" && parts === tree.terms
      ? tensorOf(
          applied(
            tree.operation,
            computed.map(({ tensor }) => tensor),
            names,
          ),
        )
      : (computed[0]?.tensor as Tensor);
  const summed = whole === inner ? product : tensorOf(applied("sum_to_size", [product, shape], names));
  const operation = tree.kind === "apply" && parts === tree.terms ? tree.operation : "";
  return { vjp, input, operands: computed, operation, product, result: everywhere(summed, shape) };
}

const OPERANDS = new Set(["add", "sub", "mul", "div", "matmul"]);
const hasOperands = (operation: string) => OPERANDS.has(operation);

const RESERVED = ["\u0000a", "\u0000b"];

/** An operation applied to what has been computed already. */
function applied(operation: string, items: readonly Item[], names: Names): Item {
  const terms = items.map((_, n) => ({ kind: "variable" as const, name: RESERVED[n] as string }));
  const own = new Map([...names, ...items.map((item, n) => [RESERVED[n] as string, item] as const)]);
  return compute({ kind: "apply", operation: operation as "add", terms }, own);
}

/** The branch that a flag chooses, at the root of a tree. */
function chosen(tree: Term, names: Names): Term {
  if (tree.kind !== "apply" || tree.operation !== "where") return tree;
  const [condition, one, other] = tree.terms;
  const test = compute(condition as Term, names);
  return typeof test === "boolean" ? chosen((test ? one : other) as Term, names) : tree;
}

/** One number stands for that number everywhere. */
function everywhere(tensor: Tensor, shape: readonly number[]): Tensor {
  if (tensor.shape.length > 0 || shape.length === 0) return tensor;
  const [element] = tensor.elements;
  return element ? build(shape, () => element) : tensor;
}

export const agrees = ({ shape, elements }: Tensor, value: Value): boolean =>
  shape.join() === value.shape.join() &&
  agreeing(
    elements.map(({ value: one }) => one),
    value,
  );

/** Whether numbers are those of a value, up to what rounding makes of them. */
export function agreeing(numbers: readonly number[], value: Value): boolean {
  const rounding = ROUNDING[value.dtype];
  if (rounding === undefined || value.hidden || value.first.length !== numbers.length) return false;
  const given = value.first.map(Number);
  const scale = Math.max(0, ...given.map(Math.abs).filter(Number.isFinite));
  return numbers.every((one, n) => {
    const other = given[n] as number;
    if (!Number.isFinite(one) || !Number.isFinite(other)) return Object.is(one, other);
    const most = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) <= rounding * (most + SHARE * scale);
  });
}
