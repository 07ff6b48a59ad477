// What happened to each leaf's .grad, in order. Pure.

import { lastIndexOf, lastOf } from "../recording/latest";
import { functionOf } from "../recording/lookup";
import type { Node, Recording } from "../recording/types.gen";

/**
 * One change of a `.grad`; `position` is the step that it is (from 1). Value indexes; null is None.
 * `pass` counts the arrivals at this leaf from 1 and is null for what the program did itself;
 * `from` are the functions whose gradients arrived, none where backward began at the leaf.
 */
export type Entry = {
  position: number;
  kind: "added" | "cleared" | "zeroed" | "assigned" | "changed";
  before: number | null;
  incoming: number | null;
  after: number | null;
  pass: number | null;
  from: string[];
};

export type Account = { tensor: string; entries: Entry[] };

/** As many leaves are listed at once. */
export const LEAVES_AT_ONCE = 8;

const found = new WeakMap<Recording, readonly Account[]>();

/** An account for every tensor whose `.grad` the recording changes, in the order of the first change. */
export function accountsOf(recording: Recording): readonly Account[] {
  const known = found.get(recording) ?? entered(recording);
  found.set(recording, known);
  return known;
}

function entered(recording: Recording): Account[] {
  const accounts = new Map<string, Account>();
  const senders = new Map<string, string[]>();
  const passes = new Map<string, number>();
  const enter = (tensor: string, entry: Entry) => {
    const account = accounts.get(tensor);
    if (account) account.entries.push(entry);
    else accounts.set(tensor, { tensor, entries: [entry] });
  };
  for (const step of recording.steps) {
    const position = step.index + 1;
    if (step.type === "node") {
      noteSenders(recording, step, senders);
    } else if (step.type === "accumulate" && step.tensor !== null) {
      const { before, incoming, after } = step;
      const pass = (passes.get(step.tensor) ?? 0) + 1;
      passes.set(step.tensor, pass);
      const from = senders.get(`${step.call} ${step.function}`) ?? [];
      enter(step.tensor, { position, kind: "added", before, incoming, after, pass, from });
    } else if (step.type === "grad") {
      const { how, before, after } = step;
      enter(step.tensor, { position, kind: how, before, incoming: null, after, pass: null, from: [] });
    }
  }
  return [...accounts.values()];
}

function noteSenders(recording: Recording, step: Node, senders: Map<string, string[]>): void {
  const { name, inputs } = functionOf(recording, step.function);
  inputs.forEach((edge, input) => {
    if (edge.kind !== "function" || step.sent[input] == null) return;
    const key = `${step.call} ${edge.function}`;
    senders.set(key, [...(senders.get(key) ?? []), name]);
  });
}

/** Of the leaves, so many at once, those (from 0) to which something happened last. */
export function groupAt(accounts: readonly Account[], position: number): number {
  let [latest, at] = [0, 0];
  accounts.forEach(({ entries }, n) => {
    const last = lastOf(entries, (entry) => entry.position <= position)?.position ?? 0;
    if (last > latest) [latest, at] = [last, n];
  });
  return Math.floor(at / LEAVES_AT_ONCE);
}

/**
 * An account at a position. `arrival`: the latest that has happened, or else the first to come.
 * `earlier` and `since` are what happened before and after it; `next` is the arrival that comes after the position.
 */
export type Page = {
  arrival: Entry | null;
  happened: boolean;
  earlier: Entry[];
  since: Entry[];
  next: Entry | null;
};

export function pageOf({ entries }: Account, position: number): Page {
  const past = entries.filter((entry) => entry.position <= position);
  const latest = lastOf(past, (entry) => entry.kind === "added");
  const next = entries.find((entry) => entry.kind === "added" && entry.position > position) ?? null;
  if (!latest) return { arrival: next, happened: false, earlier: past, since: [], next: null };
  const at = past.indexOf(latest);
  return { arrival: latest, happened: true, earlier: past.slice(0, at), since: past.slice(at + 1), next };
}

/** The arrivals that make up `.grad` at a position since it was last cleared, as the first and the last; null for fewer than two. */
export function togetherAt({ entries }: Account, position: number): { first: number; last: number } | null {
  const past = entries.filter((entry) => entry.position <= position);
  const cleared = lastIndexOf(past, ({ kind }) => kind !== "added" && kind !== "changed");
  const passes = past
    .slice(cleared + 1)
    .flatMap(({ kind, pass }) => (kind === "added" && pass ? [pass] : []));
  const [first, last] = [passes[0], passes.at(-1)];
  return first !== undefined && last !== undefined && first < last ? { first, last } : null;
}
