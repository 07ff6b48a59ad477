// The state after k steps, as a pure fold: the twin of the backend's recording/fold.py. Both pass the same fixtures.

import { also } from "../still/also";
import { happen } from "./happen";
import { tensorOf } from "./lookup";
import type { Recording, Step, Tensor, TensorChange } from "./types.gen";

/** A tensor now. `value` and `grad` are indexes into the recording's values; a null `grad` is `.grad is None`. */
export interface TensorState {
  shape: number[];
  value: number;
  version: number | null;
  requires_grad: boolean;
  is_leaf: boolean;
  grad_fn: string | null;
  output_nr: number;
  retains_grad: boolean;
  grad: number | null;
  storage: string | null;
  strides: number[] | null;
  offset: number | null;
}

/** A gradient that reached a function's output: from which function's which input, or null for a seed. */
export interface Arrival {
  call: number;
  output_nr: number;
  function: string | null;
  input: number | null;
  value: number | null;
}

/** A function now. `ran` is the last backward call that ran it; `arrivals` are those of the latest call that reached it. */
export interface FunctionState {
  ran: number | null;
  received: (number | null)[];
  sent: (number | null)[];
  arrivals: Arrival[];
  freed: boolean;
}

/**
 * Everything that exists after `position` steps. `calls` are the backward calls under way, innermost last.
 * A name that is local to a call stands in `names` behind the call's scope and a space: `c3 x`.
 */
export interface State {
  position: number;
  tensors: Record<string, TensorState>;
  functions: Record<string, FunctionState>;
  names: Record<string, string>;
  calls: number[];
  /** Storages whose memory has been let go of. */
  released: string[];
}

const EMPTY: FunctionState = { ran: null, received: [], sent: [], arrivals: [], freed: false };

// Names are the program's: `__proto__` must be an ordinary key.
const record = <T>(from?: Record<string, T>): Record<string, T> => Object.assign(Object.create(null), from);

/** The state after the first `position` steps. Throws a RangeError outside the timeline. */
export const fold = (recording: Recording, position: number = recording.steps.length): State =>
  advance(start(), recording, position);

export const start = (): State => ({
  position: 0,
  tensors: record(),
  functions: record(),
  names: record(),
  calls: [],
  released: [],
});

/** The steps that may give or take a name; all others leave the names to be shared. */
const NAMING: ReadonlySet<Step["type"]> = new Set(["bind", "skipped"]);

/** The state `position` steps in, from an earlier one; that is left as it is, and what no step touches is shared with it. */
export function advance(state: State, recording: Recording, position: number = state.position + 1): State {
  if (!__STILL__ && !(position >= state.position && position <= recording.steps.length)) {
    throw new RangeError(
      `step ${position} of a recording of ${recording.steps.length}, from ${state.position}`,
    );
  }
  const steps = recording.steps.slice(state.position, position);
  const next: State = {
    position: state.position,
    tensors: record(state.tensors),
    functions: record(state.functions),
    names: __STILL__ || steps.some(({ type }) => NAMING.has(type)) ? record(state.names) : state.names,
    calls: [...state.calls],
    released: [...state.released],
  };
  for (const step of steps) apply(next, step, recording);
  return next;
}

// Writes into the state's own records, but replaces the rows in them: those may be shared with an earlier state.
function apply(state: State, step: Step, recording: Recording): void {
  state.released.push(...(step.released ?? []));
  for (const id of step.functions ?? []) state.functions[id] = EMPTY;
  for (const id of step.born ?? []) state.tensors[id] = birth(tensorOf(recording, id));
  for (const { tensor, ...change } of step.changes ?? []) {
    state.tensors[tensor] = {
      ...(state.tensors[tensor] as TensorState),
      ...(change as Omit<TensorChange, "tensor">),
    } as TensorState;
  }
  (__STILL__ ? also.happen : happen)?.(state, step, recording);
  state.position += 1;
}

function birth(row: Tensor): TensorState {
  return {
    shape: row.shape,
    value: row.value,
    version: row.version,
    requires_grad: row.requires_grad,
    is_leaf: row.is_leaf,
    grad_fn: row.grad_fn,
    output_nr: row.output_nr,
    retains_grad: false,
    grad: row.grad,
    storage: row.storage,
    strides: row.strides,
    offset: row.offset,
  };
}
