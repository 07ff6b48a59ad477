// What a function sent, as sums of products of what arrived and entries of its Jacobian. Pure.

import { valueAt } from "../recording/lookup";
import type { Recording, Value } from "../recording/types.gen";
import { build, type Element, madeOf, type Tensor, total } from "../rules/element";
import type { Run } from "../rules/given";
import { agreeing, type Grids } from "../rules/worked";
import { type Jacobian, MOST, partsIn } from "./answer";
import { elementsOf } from "./product";

/** A complex number is two: what is sent is linear in its parts, not always in the number itself. */
const partsOf = (complex: boolean): string[] => (complex ? ["Re\u00a0", "Im\u00a0"] : [""]);

const isComplex = ({ dtype }: Value): boolean => dtype.startsWith("complex");

/** Whether all its numbers are recorded, and few enough for a Jacobian. */
function isSmall(recording: Recording, index: number): boolean {
  const value = valueAt(recording, index);
  return elementsOf(recording, index) !== null && partsIn(value.shape, isComplex(value)) <= MOST;
}

/** The outputs to ask for, where what came and what went to one of these inputs can be shown; else none. */
export function outputsToAsk(recording: Recording, run: Run, inputs: readonly number[]): number[] {
  const outputs = run.received.flatMap((index, output) => (index === null ? [] : [output]));
  const can = (index: number | null | undefined) => index != null && isSmall(recording, index);
  return outputs.every((output) => can(run.received[output])) && inputs.some((input) => can(run.sent[input]))
    ? outputs
    : [];
}

/** `entry`: what its column of the Jacobian is called. */
type Arrived = { label: string; entry: string; tensor: Tensor };

/** An output's gradient, in parts. */
function arrived(recording: Recording, { received }: Run, output: number): Arrived[] {
  const index = received[output] as number;
  const value = valueAt(recording, index);
  const numbers = elementsOf(recording, index) ?? [];
  const [grad, entry] = received.length === 1 ? ["grad", "J"] : [`grads[${output}]`, `J${output}`];
  return partsOf(isComplex(value)).map((part, nth, { length }) => {
    let n = nth;
    const tensor = build(value.shape, (place) => {
      const number = numbers[n] as number;
      n += length;
      return { value: number, how: { name: `${part}${grad}`, place } };
    });
    return { label: `${part}${grad}`, entry: `${part}${entry}`, tensor };
  });
}

/** An equation for each part of what an input was sent; null where the products do not come to that. */
export function equationsOf(
  recording: Recording,
  run: Run,
  answers: readonly { output: number; jacobian: Jacobian }[],
  input: number,
  name: string,
): { label: string; grids: Grids }[] | null {
  const sent = valueAt(recording, run.sent[input] as number);
  const sources = answers.flatMap(({ output, jacobian }) => {
    const rows = jacobian.matrices.find((matrix) => matrix.input === input)?.rows;
    return rows ? [{ rows, parts: arrived(recording, run, output) }] : [];
  });
  const equations = partsOf(isComplex(sent)).map((part, nth, { length }) => {
    let column = nth;
    const result = build(sent.shape, () => {
      const terms = sources.flatMap(({ rows, parts }) => termsOf(rows, parts, column));
      column += length;
      return total(terms);
    });
    const operands = sources.flatMap(({ parts }) =>
      parts.map(({ label, tensor }) => ({ term: { kind: "variable" as const, name: label }, tensor })),
    );
    return { label: `${part}${name}`, grids: { operands, operation: "", product: result, result } };
  });
  const numbers = Array.from({ length: sent.first.length }, (_, n) =>
    equations.map(({ grids }) => grids.result.elements[n]?.value ?? Number.NaN),
  ).flat();
  return agreeing(numbers, sent) ? equations : null;
}

/** The products of one column, without those with 0. */
function termsOf(rows: number[][], parts: readonly Arrived[], column: number): Element[] {
  return parts.flatMap(({ tensor, entry: name }, nth) =>
    tensor.elements.flatMap((element, n) => {
      const entry = rows[n * parts.length + nth]?.[column] ?? 0;
      if (entry === 0) return [];
      const place = element.how && "place" in element.how ? element.how.place : [];
      const coefficient = { value: entry, how: { name, place } };
      return [madeOf("mul", [element, coefficient], element.value * entry)];
    }),
  );
}
