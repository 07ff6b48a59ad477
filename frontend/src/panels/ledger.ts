// What happened to each leaf's .grad, in order. Pure.

import type { Recording } from "../recording/types.gen";

/** One change of a `.grad`; `position` is the step that it is (from 1). Value indexes; null is None. */
export type Entry = {
  position: number;
  kind: "added" | "cleared" | "zeroed" | "assigned" | "changed";
  before: number | null;
  incoming: number | null;
  after: number | null;
};

export type Account = { tensor: string; entries: Entry[] };

/** An account for every tensor whose `.grad` the recording changes, in the order of the first change. */
export function accountsOf(recording: Recording): Account[] {
  const accounts = new Map<string, Entry[]>();
  for (const step of recording.steps) {
    const position = step.index + 1;
    const add = (tensor: string, entry: Entry) =>
      accounts.set(tensor, [...(accounts.get(tensor) ?? []), entry]);
    if (step.type === "accumulate" && step.tensor !== null) {
      const { before, incoming, after } = step;
      add(step.tensor, { position, kind: "added", before, incoming, after });
    } else if (step.type === "grad") {
      add(step.tensor, { position, kind: step.how, before: step.before, incoming: null, after: step.after });
    }
  }
  return [...accounts].map(([tensor, entries]) => ({ tensor, entries }));
}

/** The arrival to show at a position: the latest that has happened, or else the next to come; and what came before it. */
export function pageOf(
  account: Account,
  position: number,
): { entry: Entry | null; happened: boolean; earlier: Entry[] } {
  const past = account.entries.filter((entry) => entry.position <= position);
  const arrivals = account.entries.filter((entry) => entry.kind === "added");
  const latest = arrivals.filter((entry) => entry.position <= position).at(-1);
  const entry = latest ?? arrivals[0] ?? null;
  return { entry, happened: latest !== undefined, earlier: past.filter((other) => other !== latest) };
}
