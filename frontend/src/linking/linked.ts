// What belongs together: the nodes, lines and expressions that go with what the reader points at. Pure.

import { placeOf } from "../code/place";
import type { Hover } from "../player/player";
import type { State } from "../recording/fold";
import { functionOf, tensorOf } from "../recording/lookup";
import type { Recording, Span, Step } from "../recording/types.gen";
import { contributionsTo } from "./contributors";

/** Edges are told as `function input`, the way that a gradient takes. */
export interface Linked {
  tensors: ReadonlySet<string>;
  functions: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  spans: readonly Span[];
}

export const edgeKey = (fn: string, input: number): string => `${fn} ${input}`;

const linked = (
  tensors: string[],
  functions: string[],
  spans: (Span | null)[],
  edges: string[] = [],
): Linked => ({
  tensors: new Set(tensors),
  functions: new Set(functions),
  edges: new Set(edges),
  spans: spans.filter((span) => span !== null),
});

export const NOTHING: Linked = linked([], [], []);

/** Everything that goes with one thing, at a state. */
export function linkedTo(recording: Recording, state: State, focus: Hover): Linked {
  switch (focus.kind) {
    case "line":
      return linked(...madeOn(recording, focus.line), []);
    case "step":
      return withStep(recording, recording.steps[focus.position - 1] ?? null);
    case "function":
      return linked([], [focus.id], [functionOf(recording, focus.id).span]);
    case "tensor":
      return focus.part === "grad"
        ? withGradient(recording, state, focus.id)
        : linked([focus.id], [], [tensorOf(recording, focus.id).span]);
  }
}

function madeOn(recording: Recording, line: number): [tensors: string[], functions: string[]] {
  const here = ({ span }: { span: Span | null }) =>
    span !== null && span.line <= line && line <= span.end_line;
  const ids = (rows: { id: string; span: Span | null }[]) => rows.filter(here).map(({ id }) => id);
  return [ids(recording.tensors), ids(recording.functions)];
}

/** A gradient, and the functions that contributed to it with the edges that the contributions took. */
function withGradient(recording: Recording, state: State, id: string): Linked {
  const from = contributionsTo(recording, state, id);
  const functions = from.flatMap(({ function: fn }) => (fn === null ? [] : [fn]));
  const edges = from.flatMap(({ function: fn, input }) =>
    fn === null || input === null ? [] : [edgeKey(fn, input)],
  );
  return linked([id], functions, [tensorOf(recording, id).span], edges);
}

function withStep(recording: Recording, step: Step | null): Linked {
  if (step === null) return NOTHING;
  const functions = [...(step.functions ?? [])];
  if ("function" in step && step.function !== null) functions.push(step.function);
  const tensors = [...(step.born ?? [])];
  if ("tensor" in step && step.tensor !== null) tensors.push(step.tensor);
  if (step.type === "op") tensors.push(...step.mutated);
  if (step.type === "backward") tensors.push(...step.roots.flatMap(({ tensor }) => tensor ?? []));
  return linked(tensors, functions, [placeOf(recording, step).lamp]);
}
