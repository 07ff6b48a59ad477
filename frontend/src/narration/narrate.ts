// One sentence a step: what happened, with the step's own numbers.

import { fold, type State } from "../recording/fold";
import { formatShape } from "../recording/format";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import { nameKey } from "../recording/names";
import type { Backward, Op, Recording } from "../recording/types.gen";
import { brief, madeBy, nameOf, savedBy, sentBy, sourceOf } from "./facts";
import type { Sentence } from "./segments";
import type { OpFacts, Sentences } from "./sentences";

const LONGEST_PRINT = 60;

/** The sentence for the step that `position` steps end with; 0 only where there are none. */
export function narrate(recording: Recording, position: number, words: Sentences): Sentence {
  return words.finished(told(recording, position, words));
}

function told(recording: Recording, position: number, words: Sentences): Sentence {
  const step = recording.steps[position - 1];
  if (!step) return words.nothing();
  const state = fold(recording, position);
  const name = (id: string) => nameOf(recording, state, id);
  const of = (index: number | null) => (index === null ? null : brief(recording, index));
  switch (step.type) {
    case "create": {
      const row = tensorOf(recording, step.tensor);
      return words.create({
        source: sourceOf(recording, step.span),
        shape: formatShape(row.shape),
        dtype: row.dtype,
        tracked: row.requires_grad,
        parameter: row.is_parameter,
        leaf: row.is_leaf,
        hidden: valueAt(recording, row.value).hidden === "uninitialised",
      });
    }
    case "op":
      return words.op(opFacts(recording, state, step));
    case "bind": {
      const before = fold(recording, position - 1).names[nameKey(step)];
      const bound = step.tensor === null ? null : state.tensors[step.tensor];
      return words.bind({
        name: step.name,
        value: bound ? brief(recording, bound.value) : null,
        rebound: before !== undefined,
      });
    }
    case "flag":
      return words.flag({
        name: name(step.tensor),
        what: step.what,
        on: state.tensors[step.tensor]?.requires_grad ?? false,
      });
    case "backward":
      return words.backward({
        source: sourceOf(recording, step.span),
        entry: step.entry,
        create: step.create_graph,
        roots: step.roots.map((root) => ({
          name: root.tensor
            ? name(root.tensor)
            : root.function
              ? functionOf(recording, root.function).name
              : "?",
          seed: of(root.seed),
          scalar: root.tensor ? state.tensors[root.tensor]?.shape.length === 0 : true,
        })),
      });
    case "node":
      return words.node({
        fn: functionOf(recording, step.function).name,
        received: step.received.map(of),
        ...sentBy(recording, position, step),
      });
    case "accumulate":
      return words.accumulate({
        name: step.tensor === null ? null : name(step.tensor),
        before: of(step.before),
        incoming: of(step.incoming),
        after: of(step.after),
      });
    case "backward_end":
      return words.backwardEnd({
        freed: step.freed.length,
        raised: raisedIn(recording, position),
        failed: step.failed ? functionOf(recording, step.failed).name : null,
        entry: entryOf(recording, step.call),
        results: step.results,
      });
    case "grad":
      return words.grad({
        name: name(step.tensor),
        how: step.how,
        before: of(step.before),
        after: of(step.after),
      });
    case "update": {
      const { version_before: from, version_after: to } = step;
      return words.update({
        name: name(step.tensor),
        before: brief(recording, step.before),
        after: brief(recording, step.after),
        versions: from === null || to === null || from === to ? null : [from, to],
      });
    }
    case "print":
      return words.print({ text: shortened(step.text), stderr: step.stream === "stderr" });
    case "warning":
      return words.warning({ category: step.category, message: firstWords(step.message) });
    case "skipped":
      return words.skipped({
        loops: step.loops.map(({ name, iterations }) => ({ name, iterations })),
        steps: step.steps,
      });
    case "error": {
      const fn = step.function ? functionOf(recording, step.function).name : null;
      return words.error({ exception: step.exception, message: firstWords(step.message), fn });
    }
  }
}

function opFacts(recording: Recording, state: State, step: Op): OpFacts {
  const result = step.outputs[0] ?? step.mutated[0];
  const written = step.mutated[0];
  const now = result === undefined ? undefined : state.tensors[result];
  return {
    source: sourceOf(recording, step.span),
    name: step.name,
    result: now ? brief(recording, now.value) : null,
    results: step.outputs.length,
    fn: madeBy(recording, step),
    saved: savedBy(recording, state, step),
    mutated: step.mutated.map((id) => nameOf(recording, state, id)),
    version: (written === undefined ? undefined : state.tensors[written]?.version) ?? null,
    view: step.view,
    cut: step.cut,
  };
}

/** Whether the call that ends at `position` ended by raising: the error that names it comes after. */
function raisedIn(recording: Recording, position: number): boolean {
  const ended = recording.steps[position - 1];
  return recording.steps
    .slice(position)
    .some((step) => step.type === "error" && ended?.type === "backward_end" && step.call === ended.call);
}

function entryOf(recording: Recording, call: number): Backward["entry"] {
  const begun = recording.steps.find((step) => step.type === "backward" && step.call === call);
  return begun?.type === "backward" ? begun.entry : "backward";
}

const LONGEST_MESSAGE = 220;

/** The beginning of a long message; the console has all of it. */
function firstWords(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, line.lastIndexOf(" ", LONGEST_MESSAGE))} …` : line;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_PRINT ? `${line.slice(0, LONGEST_PRINT - 1)}…` : line || "↵";
}
