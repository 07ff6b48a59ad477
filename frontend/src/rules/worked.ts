// A rule worked out with a run's numbers, if it gives what torch computed; wrong arithmetic is never shown. Pure.

import { valueAt } from "../recording/lookup";
import type {
  Application,
  Function as GradFunction,
  Recording,
  Rule,
  Term,
  Value,
  Vjp,
} from "../recording/types.gen";
import { compute, type Names } from "./compute";
import { build, type Item, isList, isTensor, sizeOf, type Tensor, tensorOf, UnknownError } from "./element";
import { isFact } from "./facts";
import { namesFor, partsOf, type Run } from "./given";
import { inNames } from "./spelled";

/** What an equation shows. */
export type Grids = Pick<Worked, "operands" | "operation" | "product" | "result">;

/**
 * `operands` by `operation` give `product`; `result` is it, or its sum over stretched dimensions.
 *
 * Without an operation, the operands are all the recorded tensors that the rule speaks of.
 */
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
const ROUNDING: Record<string, number> = {
  float64: 1e-8,
  float32: 1e-4,
  float16: 2e-2,
  bfloat16: 5e-2,
  complex128: 1e-8,
  complex64: 1e-4,
};
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
      const worked = work(rule, vjp, input, namesFor(recording, row, rule, run, input), value.shape);
      return agrees(worked.result, value) ? [worked] : [];
    } catch (error) {
      if (error instanceof UnknownError) return [];
      throw error;
    }
  });
}

function work(rule: Rule, vjp: Vjp, input: number, names: Names, shape: readonly number[]): Worked {
  const whole = chosen(vjp.term as Term, names);
  const inner =
    whole.kind === "apply" && whole.operation === "sum_to_size" ? (whole.terms[0] as Term) : whole;
  const tree = chosen(inner, names);
  const operation = tree.kind === "apply" && isShown(tree) ? tree.operation : "";
  const parts = tree.kind === "apply" && operation !== "" ? tree.terms : [tree];
  // Each operand once, so that the result's elements are known to be made of these very ones.
  const computed = parts.map((term) => ({ term, tensor: tensorOf(compute(term, names)) }));
  const tensors = computed.map(({ tensor }) => tensor);
  const product = operation === "" ? (tensors[0] as Tensor) : tensorOf(applied(operation, tensors, names));
  const summed = whole === inner ? product : tensorOf(applied("sum_to_size", [product, shape], names));
  const operands = operation === "" ? sources(tree, rule, names) : computed;
  return { vjp, input, operands, operation, product, result: everywhere(summed, shape) };
}

/** The recorded tensors that a tree speaks of, itself or by what the rule calls by names of its own. */
function sources(tree: Term, { where = [] }: Rule, names: Names): Worked["operands"] {
  const found = new Map<string, Tensor>();
  const seen = new Set<string>();
  const visit = (term: Term) => {
    // Of what only has its shape asked for nothing is made.
    if (term.kind === "apply" && isFact(term.operation)) return;
    if (term.kind === "apply")
      for (const one of chosen(term, names) === term ? term.terms : [chosen(term, names)]) visit(one);
    if (term.kind !== "variable" || seen.has(term.name)) return;
    seen.add(term.name);
    const own = where.find(({ name }) => name === term.name)?.term;
    if (own) visit(own);
    else for (const [name, tensor] of tensorsOf(term.name, names)) found.set(name, tensor);
  };
  visit(tree);
  const arrives = (name: string) => (name.startsWith("grad") ? 0 : 1);
  return [...found]
    .sort(([one], [other]) => arrives(one) - arrives(other))
    .map(([name, tensor]) => ({ term: { kind: "variable", name }, tensor }));
}

/** The tensors that a name stands for: one, those of a list, or none. */
function tensorsOf(written: string, names: Names): (readonly [string, Tensor])[] {
  const [name = "", place] = written.split(/[[\]]/);
  const item = names.get(name) ?? null;
  const list =
    item === null || !isList(item) ? [item] : place === undefined ? item : [item[Number(place)] ?? null];
  return list.flatMap((one) => {
    if (one === null || !isTensor(one)) return [];
    const [first] = one.elements;
    return first?.how && "name" in first.how ? [[first.how.name, one] as const] : [];
  });
}

const OPERANDS = new Set(["add", "sub", "mul", "div", "matmul"]);
/** As much as a grid's label has room for. */
const LONGEST_LABEL = 32;

/** Whether a tree is shown as its operands, each with a label that can be read. */
const isShown = ({ operation, terms }: Application): boolean =>
  OPERANDS.has(operation) && terms.every((term) => inNames(term).length <= LONGEST_LABEL);

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

/** Whether numbers are those of a value (of a complex one its elements' parts), up to what rounding makes of them. */
export function agreeing(numbers: readonly number[], value: Value): boolean {
  const rounding = ROUNDING[value.dtype];
  const given = value.first.flat().map(Number);
  if (rounding === undefined || value.hidden || given.length !== numbers.length) return false;
  const scale = Math.max(0, ...given.map(Math.abs).filter(Number.isFinite));
  return numbers.every((one, n) => {
    const other = given[n] as number;
    if (!Number.isFinite(one) || !Number.isFinite(other)) return Object.is(one, other);
    const most = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) <= rounding * (most + SHARE * scale);
  });
}
