// What the names of a rule stand for at one run of a function, as far as the recording has it. Pure.

import { valueAt } from "../recording/lookup";
import type { Function as GradFunction, Recording, Rule, Value, Vjp } from "../recording/types.gen";
import type { Names } from "./compute";
import { compute } from "./compute";
import {
  build,
  type Element,
  type Item,
  isList,
  isTensor,
  sizeOf,
  type Tensor,
  UnknownError,
  ZERO,
} from "./element";

/** One run of a function: the values that it received by output and sent by input. */
export interface Run {
  received: readonly (number | null)[];
  sent: readonly (number | null)[];
  /** Of AccumulateGrad: `.grad` before. */
  before?: number | null;
}

/** Which part of the rule belongs to which input; `each` stands for as many inputs as the others leave. */
export function partsOf({ inputs = [] }: Rule, count: number): Vjp[] {
  const rest = count - inputs.length + 1;
  return inputs.flatMap((vjp) => Array<Vjp>(vjp.each ? Math.max(0, rest) : 1).fill(vjp));
}

/** A recorded value with all its elements, each known by name and place; an UnknownError where they are not all real and there. */
export function recorded(value: Value, name: string): Tensor {
  if (value.hidden || value.first.length !== sizeOf(value.shape)) throw new UnknownError("not recorded");
  let n = 0;
  const tensor = build(value.shape, (place) => {
    const scalar = value.first[n++];
    if (scalar === undefined || Array.isArray(scalar)) throw new UnknownError("not real");
    return { value: Number(scalar), how: { name, place } };
  });
  return value.dtype === "bool" ? { ...tensor, flags: true } : tensor;
}

/** What the rule itself calls what it works out on the way; what only changed its place keeps its name. */
function called(name: string, item: Item): Item {
  if (item === null || isList(item) || !isTensor(item)) return item;
  const elements = item.elements.values();
  return {
    ...item,
    ...build(item.shape, (place) => {
      const element = elements.next().value as Element;
      const { value, how } = element;
      return how && "terms" in how ? { value, how: { ...how, called: { name, place } } } : element;
    }),
  };
}

/** What Python writes as `(2, 2)`, `1.5`, `True`, `None` or `'mean'`; undefined for anything else. */
export function literal(text: string): Item | undefined {
  const word = /^'(\w*)'$/.exec(text);
  if (word) return word[1];
  const json = text
    .replace(/,?\s*\)/g, "]")
    .replaceAll("(", "[")
    .replace(/\binf\b/g, "1e999")
    .replace(/\b(True|False)\b/g, (word) => word.toLowerCase())
    .replace(/\bNone\b/g, "null");
  try {
    const parsed: unknown = JSON.parse(json);
    return isItem(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const isItem = (value: unknown): value is Item =>
  value === null ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  (Array.isArray(value) && value.every(isItem));

/** The names of a rule for what a run sent to one input. */
export function namesFor(
  recording: Recording,
  row: GradFunction,
  rule: Rule,
  run: Run,
  input: number,
): Names {
  const names = new Map<string, Item>();
  const later = (name: string, item: () => Item) => {
    try {
      names.set(name, item());
    } catch (error) {
      // Only who asks for the name misses it.
      if (!(error instanceof UnknownError)) throw error;
    }
  };
  const value = (index: number | null | undefined, name: string) => {
    if (index == null) throw new UnknownError(name);
    return recorded(valueAt(recording, index), name);
  };
  for (const saved of row.saved) {
    const [name = "", place] = saved.name.split("[");
    const item = (): Item => {
      if (saved.kind === "tensor") return value(saved.value, saved.name);
      const known = saved.kind === "constant" ? literal(saved.text) : undefined;
      if (known === undefined) throw new UnknownError(name);
      return known;
    };
    const list = names.get(name);
    if (place === undefined) later(name, item);
    else later(name, () => [...(list !== undefined && isList(list) ? list : []), item()]);
  }
  const shapes = shapesOf(recording, row, run);
  const one = run.received.length === 1;
  const grads = run.received.map((index, n) => {
    if (index === null) return zeros(recording, row, n);
    return recordedOrNot(valueAt(recording, index), one ? "grad" : `grads[${n}]`);
  });
  later("grads", () => grads.map((item) => item ?? unknown("grads")));
  later("grad", () => grads[0] ?? unknown("grad"));
  if (run.before !== undefined)
    later("before", () => (run.before === null ? null : value(run.before, "before")));
  const shape = shapes[input];
  if (shape) names.set("shape", shape);
  if (shapes.every((one) => one !== null)) names.set("shapes", shapes);
  names.set("i", input - (rule.inputs ?? []).findIndex(({ each }) => each));
  for (const { name, term } of rule.where ?? [])
    if (term) later(name, () => called(name, compute(term, names)));
  return names;
}

const unknown = (name: string): never => {
  throw new UnknownError(name);
};

function recordedOrNot(value: Value, name: string): Tensor | null {
  try {
    return recorded(value, name);
  } catch (error) {
    if (error instanceof UnknownError) return null;
    throw error;
  }
}

/** Where no gradient arrived: zeros of the output's shape; of an output that the program never saw, one zero. */
function zeros(recording: Recording, row: GradFunction, output: number): Tensor {
  const made = recording.tensors.find(({ grad_fn, output_nr }) => grad_fn === row.id && output_nr === output);
  return build(made?.shape ?? [], () => ZERO);
}

function shapesOf(recording: Recording, row: GradFunction, { sent }: Run): (readonly number[] | null)[] {
  return sent.map((index, n) => {
    if (index !== null) return valueAt(recording, index).shape;
    const edge = row.inputs[n];
    const tensor = edge?.tensor ? recording.tensors[Number(edge.tensor.slice(1)) - 1] : undefined;
    return tensor?.shape ?? null;
  });
}
