// The recording as rows of text: its tensors, its functions and its steps. Pure.

import { nameOf, sourceOf } from "../narration/facts";
import { targetOf } from "../narration/sent";
import type { State } from "../recording/fold";
import { formatNumber } from "../recording/format";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import type { Recording, Value } from "../recording/types.gen";

export interface TensorRow {
  id: string;
  name: string;
  source: string;
  line: number | null;
  shape: number[];
  dtype: string;
  value: string;
  grad: string;
  /** The function that made it; null for a leaf. */
  fn: string | null;
}

export interface FunctionRow {
  id: string;
  name: string;
  source: string;
  line: number | null;
  /** Where its gradients go. */
  targets: string[];
  received: string[];
  sent: string[];
}

const SHOWN = 8;

/** The first numbers of a value as text; `hidden` words it where there are none to show. */
export function numbersOf(value: Value, hidden: (why: NonNullable<Value["hidden"]>) => string): string {
  if (value.hidden) return hidden(value.hidden);
  const count = value.shape.reduce((product, size) => product * size, 1);
  const shown = value.first.slice(0, SHOWN).map(formatNumber).join(", ");
  return count > Math.min(SHOWN, value.first.length) ? `${shown}, …` : shown;
}

/** The tensors that are there at a state, in the order of their birth. */
export function tensorRows(
  recording: Recording,
  state: State,
  write: (value: Value) => string,
  none: string,
): TensorRow[] {
  return Object.entries(state.tensors).map(([id, now]) => {
    const { span, dtype } = tensorOf(recording, id);
    return {
      id,
      name: nameOf(recording, state, id),
      source: sourceOf(recording, span),
      line: span?.line ?? null,
      shape: now.shape,
      dtype,
      value: write(valueAt(recording, now.value)),
      grad: now.grad === null ? none : write(valueAt(recording, now.grad)),
      fn: now.grad_fn,
    };
  });
}

/** The functions that are there at a state, in the order in which they were made. */
export function functionRows(
  recording: Recording,
  state: State,
  write: (value: Value) => string,
  none: string,
): FunctionRow[] {
  const gradients = (indexes: (number | null)[]) =>
    indexes.map((index) => (index === null ? none : write(valueAt(recording, index))));
  return Object.entries(state.functions).map(([id, now]) => {
    const row = functionOf(recording, id);
    return {
      id,
      name: row.name,
      source: row.variable ? "" : sourceOf(recording, row.span),
      line: row.span?.line ?? null,
      targets: row.variable
        ? [`${nameOf(recording, state, row.variable)}.grad`]
        : row.inputs.flatMap((edge) => targetOf(recording, state, edge) ?? []),
      received: gradients(now.received),
      sent: gradients(
        row.inputs
          .flatMap((edge, n) => (edge.kind === "function" ? [now.sent[n] ?? null] : []))
          .slice(0, now.sent.length),
      ),
    };
  });
}
