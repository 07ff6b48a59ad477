// What has become of a tensor over the steps: its versions, its names, its flags, and every gradient that came. Pure.

import { functionOf, tensorOf } from "../recording/lookup";
import { mentionsOf } from "../recording/mentions";
import type { Node, Recording, Step } from "../recording/types.gen";

/** One write in place: `position` is the step that it is (from 1), values are indexes, null where not recorded. */
export type Version = {
  position: number;
  line: number | null;
  how: string;
  versions: [before: number | null, after: number | null];
  values: [before: number, after: number | null];
};

/** Every write in place into a tensor or through another tensor of its memory, in order. */
export function versionsOf(recording: Recording, id: string): Version[] {
  const found: Version[] = [];
  let { version, value } = tensorOf(recording, id);
  for (const step of mentionsOf(recording, id)) {
    const change = step.changes?.find(({ tensor }) => tensor === id);
    if (!change || (change.version === undefined && change.value == null)) continue;
    const next = {
      version: change.version === undefined ? version : change.version,
      value: change.value ?? value,
    };
    if (next.version !== version || next.value !== value)
      found.push({
        position: step.index + 1,
        line: step.span?.line ?? null,
        how: wordOf(step),
        versions: [version, next.version],
        values: [value, change.value ?? null],
      });
    ({ version, value } = next);
  }
  return found;
}

function wordOf(step: Step): string {
  if (step.type === "op") return step.name;
  return step.type === "update" ? (step.how ?? step.type) : step.type;
}

/** A name that meant the tensor, from one step until another took it; `until` is null while it still does. */
export type Named = { name: string; from: number; until: number | null };

export function namesOf(recording: Recording, id: string): Named[] {
  const found: Named[] = [];
  const open = new Map<string, Named>();
  const bind = (key: string, name: string, tensor: string | null, position: number) => {
    const held = open.get(key);
    if (held && tensor !== id) {
      held.until = position;
      open.delete(key);
    } else if (!held && tensor === id) {
      const named: Named = { name, from: position, until: null };
      open.set(key, named);
      found.push(named);
    }
  };
  for (const step of recording.steps) {
    const changes = step.type === "bind" ? [step] : step.type === "skipped" ? (step.names ?? []) : [];
    for (const { name, local, tensor } of changes)
      bind(`${local ?? ""} ${name}`, name, tensor, step.index + 1);
  }
  return found;
}

/** A flag that the program set, or a hook that it registered. */
export type Flagged = {
  position: number;
  line: number | null;
  what: "requires_grad" | "retain_grad" | "hook" | "post_accumulate_grad_hook";
};

export const flagsOf = (recording: Recording, id: string): Flagged[] =>
  mentionsOf(recording, id).flatMap((step) =>
    step.type === "flag" && step.tensor === id
      ? [{ position: step.index + 1, line: step.span?.line ?? null, what: step.what }]
      : [],
  );

/** A gradient on its way to a tensor that an operation made: from a function's input, or null for the seed of the call. */
export type Come = { position: number; function: string | null; input: number | null; value: number | null };
/** What one backward call brought; `sum` is what the tensor's function was then given, and at which step. */
export type Pass = { call: number; came: Come[]; sum: { position: number; value: number | null } | null };

/** Every gradient that came to a tensor with a grad_fn, by backward call. */
export function passesOf(recording: Recording, id: string): Pass[] {
  const { grad_fn, output_nr } = tensorOf(recording, id);
  const passes = new Map<number, Pass>();
  let at = { function: grad_fn, output: output_nr };
  const passOf = (call: number): Pass => {
    const known = passes.get(call) ?? { call, came: [], sum: null };
    passes.set(call, known);
    return known;
  };
  for (const step of ofItsFunctions(recording, id)) {
    const position = step.index + 1;
    const change = step.changes?.find(({ tensor }) => tensor === id);
    if (change?.grad_fn !== undefined)
      at = { function: change.grad_fn, output: change.output_nr ?? at.output };
    if (at.function === null) continue;
    if (step.type === "backward") {
      for (const root of step.roots)
        if (root.function === at.function && root.output_nr === at.output)
          passOf(step.call).came.push({ position, function: null, input: null, value: root.seed });
    } else if (step.type === "node") {
      for (const come of sentTo(recording, step, at)) passOf(step.call).came.push(come);
      if (step.function === at.function && passes.has(step.call))
        passOf(step.call).sum = { position, value: step.received[at.output] ?? null };
    }
  }
  return [...passes.values()];
}

/** The steps that mention a tensor or a function that is ever its grad_fn, in order. */
function ofItsFunctions(recording: Recording, id: string): Step[] {
  const own = mentionsOf(recording, id);
  const functions = new Set([tensorOf(recording, id).grad_fn]);
  for (const step of own)
    for (const { tensor, grad_fn } of step.changes ?? [])
      if (tensor === id && grad_fn) functions.add(grad_fn);
  const steps = new Set(own);
  for (const one of functions) if (one) for (const step of mentionsOf(recording, one)) steps.add(step);
  return [...steps].sort((one, other) => one.index - other.index);
}

function sentTo(recording: Recording, step: Node, to: { function: string | null; output: number }): Come[] {
  return functionOf(recording, step.function).inputs.flatMap((edge, input) => {
    const value = step.sent[input] ?? null;
    const here = edge.kind === "function" && edge.function === to.function && edge.output_nr === to.output;
    return here && value !== null
      ? [{ position: step.index + 1, function: step.function, input, value }]
      : [];
  });
}

/** When a function ran, by backward call, and when what it saved was let go of; positions. */
export type Runs = { ran: { call: number; position: number }[]; freed: number | null };

export function runsOf(recording: Recording, id: string): Runs {
  const ran: Runs["ran"] = [];
  let freed: number | null = null;
  for (const step of mentionsOf(recording, id)) {
    const runs = (step.type === "node" || step.type === "accumulate") && step.function === id;
    if (runs) ran.push({ call: step.call, position: step.index + 1 });
    const gone = step.type === "backward_end" || step.type === "skipped" ? (step.freed ?? []) : [];
    if (freed === null && gone.includes(id)) freed = step.index + 1;
  }
  return { ran, freed };
}

/** The calls, modules and iterations around something, outermost first, as one reads them. */
export function scopePath(recording: Recording, scope: string | null): string[] {
  const path: string[] = [];
  for (let id = scope; id !== null; ) {
    const row = recording.scopes[Number(id.slice(1)) - 1];
    if (!row) break;
    path.unshift(row.iteration === null ? row.name : `${row.name} · ${row.iteration}`);
    id = row.parent;
  }
  return path;
}
