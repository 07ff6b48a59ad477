// What a step did, as a sentence: every step but the one with which a tensor is there.

import type { State } from "../recording/fold";
import { formatShape } from "../recording/format";
import { tensorOf } from "../recording/lookup";
import { nameKey, namesAt } from "../recording/names";
import type { Create, Op, Recording, Step } from "../recording/types.gen";
import { brief, functionNamed, madeBy, savedBy, sourceOf, tensorNamed } from "./facts";
import { ruleOf, stretchedIn } from "./ruled";
import type { Name, Sentence } from "./segments";
import { sentBy } from "./sent";
import type { OpFacts, Rest } from "./sentences";
import type { Told } from "./told";
import { begunBy, says, withinCall } from "./within";

const LONGEST_MESSAGE = 220;
const LONGEST_PRINT = 60;

/** Null for that one, unless the tensor is there in another way than the call at its place made it. */
export function toldRest({ recording, stateAt }: Told, step: Step, words: Rest): Sentence | null {
  const state = stateAt(step.index + 1);
  const name = (id: string) => tensorNamed(recording, state, id);
  const fn = (id: string | null) => (id === null ? null : functionNamed(recording, id));
  const of = (index: number | null) => (index === null ? null : brief(recording, index));
  switch (step.type) {
    case "create":
      return foundIn(recording, state, step, words);
    case "bind": {
      const before = stateAt(step.index);
      const same = step.tensor === null ? null : meantBy(recording, before, step.tensor);
      const bound = step.tensor === null ? null : state.tensors[step.tensor];
      return words.bind({
        name: step.tensor
          ? { text: step.name, ref: { kind: "tensor", id: step.tensor } }
          : { text: step.name },
        value: bound ? brief(recording, bound.value) : null,
        // A call that is over may have had the same name for it; to say so would tell nothing.
        same: same?.text === step.name ? null : same,
        outside: step.local != null && step.tensor !== null && before.names[step.name] === step.tensor,
        rebound: before.names[nameKey(step)] !== undefined,
        local: step.local != null,
      });
    }
    case "flag":
      return words.flag({
        name: name(step.tensor),
        what: step.what,
        on: state.tensors[step.tensor]?.requires_grad ?? false,
      });
    case "print":
      return words.print({ text: shortened(step.text), stderr: step.stream === "stderr" });
    case "op":
      return words.op(opFacts(recording, state, step));
    case "backward":
      return words.backward({
        source: sourceOf(recording, step.span),
        entry: step.entry,
        create: step.create_graph,
        // A place in the graph that is asked for by itself is no tensor.
        inputs: step.inputs?.length ? step.inputs.map(name) : null,
        roots: step.roots.map((root) => ({
          name: root.tensor ? name(root.tensor) : (fn(root.function) ?? { text: "?" }),
          seed: of(root.seed),
          scalar: root.tensor ? elements(state.tensors[root.tensor]?.shape ?? []) === 1 : true,
        })),
      });
    case "node": {
      const named = functionNamed(recording, step.function);
      return words.node({
        fn: named,
        rule: ruleOf(recording, named.text, step),
        stretched: stretchedIn(recording, named.text, step),
        received: step.received.map(of),
        made: step.functions?.length ?? 0,
        ...sentBy(recording, state, step),
      });
    }
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
        raised: step.error != null || raisedIn(recording, step),
        failed: fn(step.failed),
        entry: begunBy(recording, step.call)?.entry ?? "backward",
      });
    case "grad":
      return words.grad({
        name: name(step.tensor),
        how: step.how,
        before: of(step.before),
        after: of(step.after),
      });
    case "update": {
      const { version_before: from, version_after: to, how } = step;
      return words.update({
        name: name(step.tensor),
        // An optimizer's method carries its class; an operation in place is already told by its own step.
        by: how?.includes(".") || how === "numpy" ? how : null,
        moved:
          step.changes?.some(({ tensor, storage }) => tensor === step.tensor && storage != null) ?? false,
        before: brief(recording, step.before),
        after: brief(recording, step.after),
        versions: from === null || to === null || from === to ? null : [from, to],
      });
    }
    case "warning":
      return words.warning({ category: step.category, message: firstWords(step.message) });
    case "skipped":
      return words.skipped({
        loops: step.loops,
        steps: step.steps,
      });
    case "error":
      return words.error({
        exception: step.exception,
        message: firstWords(step.message),
        fn: fn(step.function),
      });
    default:
      return null;
  }
}

/** The name that means a tensor already. */
function meantBy(recording: Recording, state: State, tensor: string): Name | null {
  return namesAt(state)[tensor] === undefined ? null : tensorNamed(recording, state, tensor);
}

/** Null where the call that a leaf's place in the source is made it. */
function foundIn(
  recording: Recording,
  state: State,
  { tensor, how, span }: Create,
  words: Rest,
): Sentence | null {
  const row = tensorOf(recording, tensor);
  const source = sourceOf(recording, span);
  if (how === "grad") return words.held({ source, value: brief(recording, row.value) });
  const isParameter = how === "Parameter";
  const op = how === null || isParameter || says(recording, span, how) ? null : how;
  if (how !== null && op === null && !(isParameter && says(recording, span, "?"))) return null;
  return words.found({
    source,
    kind: row.is_parameter ? "parameter" : row.is_leaf ? "leaf" : "tensor",
    shape: formatShape(row.shape),
    dtype: row.dtype,
    tracked: row.requires_grad,
    within: op === null ? null : { op },
    backward: how === null && state.calls.length > 0,
  });
}

function opFacts(recording: Recording, state: State, step: Op): OpFacts {
  const written = step.mutated[0];
  const result = step.outputs[0] ?? written;
  // A leaf that is written to where nothing is tracked changes with the step after this one.
  const changed = step.changes?.find(({ tensor, value }) => tensor === written && value != null);
  const taken = step.inputs.flatMap((input) => ("tensor" in input ? [input.tensor] : []));
  const shared = new Set(taken.map((id) => state.tensors[id]?.storage));
  const now = result === undefined || (written && !changed) ? undefined : state.tensors[result];
  const [first] = step.inputs;
  const operand = step.cut === "item" && first && "tensor" in first ? first.tensor : null;
  return {
    source: assigned(sourceOf(recording, step.span), step) || step.name,
    within: withinCall(recording, state, step),
    result: now ? brief(recording, now.value) : null,
    results: step.outputs.length,
    fn: madeBy(recording, step),
    saved: savedBy(recording, state, step),
    mutated: step.mutated.map((id) => tensorNamed(recording, state, id)),
    // What batch_norm writes beside its result moves no version.
    version: changed?.version ?? null,
    beside: step.mutated.length > 0 && step.outputs.length > 0,
    view: step.view && step.outputs.every((id) => shared.has(tensorOf(recording, id).storage)),
    cut: step.cut,
    from: operand === null ? null : tensorNamed(recording, state, operand),
    several: operand !== null && elements(tensorOf(recording, operand).shape) > 1,
    why: !step.grad_enabled ? "mode" : taken.some((id) => state.tensors[id]?.requires_grad) ? null : "inputs",
  };
}

/** What is assigned to an item is not a part of its place in the source. */
const assigned = (source: string, { name }: Op) =>
  name === "setitem" && source.endsWith("]") ? `${source} = …` : source;

const elements = (shape: number[]) => shape.reduce((product, size) => product * size, 1);

/** Whether the call that a step ends did so by raising: the error that names it comes after. */
function raisedIn(recording: Recording, ended: Step & { call: number }): boolean {
  const after = recording.steps.slice(ended.index + 1);
  return after.some((step) => step.type === "error" && step.call === ended.call);
}

/** The beginning of a long message; the console has all of it. */
function firstWords(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, line.lastIndexOf(" ", LONGEST_MESSAGE))} …` : line;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_PRINT
    ? `${line.slice(0, LONGEST_PRINT - 1).replace(/[\s,]+$/, "")}…`
    : line || "↵";
}
