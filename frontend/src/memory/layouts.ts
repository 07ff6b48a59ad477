// How tensors lie in memory: strides as jumps, where a view or a copy comes from, and what was saved of it. Pure.

import type { State } from "../recording/fold";
import { functionOf, tensorOf } from "../recording/lookup";
import type { Op, Recording } from "../recording/types.gen";

/** What moving one place in a dimension of so many places does: so many cells on. */
export type Jump = { dim: number; size: number; stride: number };

export const jumpsOf = ({ shape, strides }: { shape: number[]; strides: number[] }): Jump[] =>
  shape.flatMap((size, dim) => (size > 1 ? [{ dim, size, stride: strides[dim] ?? 0 }] : []));

/** The strides of a shape whose elements lie in row-major order. */
export function contiguous(shape: readonly number[]): number[] {
  let stride = 1;
  const strides: number[] = [];
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    strides.unshift(stride);
    stride *= Math.max(1, shape[dim] as number);
  }
  return strides;
}

/** Dimensions of one place can have any stride. */
export const isContiguous = (shape: readonly number[], strides: readonly number[]): boolean =>
  contiguous(shape).every((stride, dim) => shape[dim] === 1 || stride === strides[dim]);

/** What may be a view or a copy, as it turns out. */
const MAY_COPY = new Set(["reshape", "flatten", "contiguous", "ravel", "reshape_as", "clone", "to"]);

/** How a tensor came from another by an operation that only looks at the elements, or copies them. */
export type Source = {
  how: "view" | "fits" | "copied";
  op: string;
  from: string;
  /** Of a copy that had to be made: the strides that the other one has. */
  strides: { are: number[]; contiguous: number[] } | null;
};

export function sourceOf(recording: Recording, id: string): Source | null {
  const step = recording.steps.find((one): one is Op => one.type === "op" && one.outputs.includes(id));
  const operand = step?.inputs.find((input) => input.kind === "tensor");
  if (!step || operand?.kind !== "tensor") return null;
  const from = operand.tensor;
  const { shape, strides, storage } = tensorOf(recording, from);
  const shared = storage !== null && storage === tensorOf(recording, id).storage;
  if (step.view && shared)
    return { how: MAY_COPY.has(step.name) ? "fits" : "view", op: step.name, from, strides: null };
  if (!MAY_COPY.has(step.name) || shared) return null;
  const apart =
    strides !== null && !isContiguous(shape, strides) && step.name !== "clone" && step.name !== "to";
  return {
    how: "copied",
    op: step.name,
    from,
    strides: apart ? { are: strides, contiguous: contiguous(shape) } : null,
  };
}

/** A value that a function holds on to, of a tensor in this memory, and whether it is still what was saved. */
export type Saver = { fn: string; name: string; tensor: string; version: number; now: number };

export function saversOf(recording: Recording, state: State, storage: string): Saver[] {
  return Object.entries(state.functions).flatMap(([fn, { freed }]) => {
    if (freed) return [];
    return functionOf(recording, fn).saved.flatMap((saved): Saver[] => {
      if (saved.kind !== "tensor" || saved.tensor === null || saved.version === null) return [];
      const tensor = state.tensors[saved.tensor];
      if (tensor?.storage !== storage || tensor.version === null) return [];
      return [{ fn, name: saved.name, tensor: saved.tensor, version: saved.version, now: tensor.version }];
    });
  });
}

/** The storages that tensors live in, each with one of them, and whether the current step makes or changes something there. */
export function storagesNow(
  recording: Recording,
  state: State,
): { storage: string; tensor: string; now: boolean }[] {
  const step = recording.steps[state.position - 1];
  const touched = new Set([...(step?.born ?? []), ...(step?.changes ?? []).map(({ tensor }) => tensor)]);
  const found = new Map<string, { storage: string; tensor: string; now: boolean }>();
  for (const [tensor, { storage }] of Object.entries(state.tensors)) {
    if (storage === null || state.released.includes(storage)) continue;
    const before = found.get(storage);
    const now = touched.has(tensor);
    if (!before) found.set(storage, { storage, tensor, now });
    else before.now ||= now;
  }
  return [...found.values()].sort((a, b) => Number(a.storage.slice(1)) - Number(b.storage.slice(1)));
}

/** From which version to which the current step takes a tensor; null where it leaves it. */
export function tick(
  recording: Recording,
  state: State,
  before: State | null,
  id: string,
): [number, number] | null {
  const step = recording.steps[state.position - 1];
  if (!step?.changes?.some(({ tensor }) => tensor === id)) return null;
  const [then, now] = [before?.tensors[id]?.version ?? null, state.tensors[id]?.version ?? null];
  return then !== null && now !== null && then !== now ? [then, now] : null;
}
