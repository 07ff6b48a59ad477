// Everything that can be found: tensors by name and expression, functions by name, op and expression. Pure.

import { nameOf } from "../narration/facts";
import type { Player, Selection } from "../player/player";
import { oneLineOf, originOf, shortName } from "../recording/lookup";
import { positionsOf } from "../recording/positions";
import type { Recording, Span } from "../recording/types.gen";

type Told = Pick<Player, "recording" | "stateAt" | "length">;

/** `title` is what it is called on its card, and what else it is called, `detail` the expression that made it; `line` where that stands, `step` where it begins if others are written alike. */
export interface Entry {
  node: Selection;
  title: string;
  detail: string;
  line: number | null;
  step: number | null;
  /** What a query is compared with, in lower case, the likeliest first. */
  words: readonly string[];
}

/** As they are called at a position; what is not there yet, as it is called at the end. */
export function entriesOf({ recording, stateAt, length }: Told, position: number): Entry[] {
  const [now, end] = [stateAt(position), stateAt(length)];
  const called = (id: string) => nameOf(recording, now.tensors[id] ? now : end, id);
  const source = (span: Span | null) => oneLineOf(recording, span);
  const lower = (words: string[]) => words.filter(Boolean).map((word) => word.toLowerCase());
  const tensors = recording.tensors.map((row): Entry => {
    const { id, names, span } = row;
    const detail = source(span);
    const name = called(id);
    const title = [...new Set([name, ...names])].join(", ");
    return {
      node: { kind: "tensor", id },
      title,
      detail,
      line: span?.line ?? null,
      step: null,
      words: lower([name, ...names, originOf(recording, row), detail, id]),
    };
  });
  const functions = recording.functions.map(({ id, name, op, span, variable }): Entry => {
    const detail = variable ? `${called(variable)}.grad` : source(span);
    return {
      node: { kind: "function", id },
      title: name,
      detail,
      line: span?.line ?? null,
      step: null,
      words: lower([shortName(name), name, op, detail, id]),
    };
  });
  return toldApart(recording, [...tensors, ...functions]);
}

function toldApart(recording: Recording, entries: Entry[]): Entry[] {
  const written = ({ node, title, detail, line }: Entry) => [node.kind, title, detail, line].join("\n");
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(written(entry), (counts.get(written(entry)) ?? 0) + 1);
  return entries.map((entry) =>
    counts.get(written(entry)) === 1
      ? entry
      : { ...entry, step: positionsOf(recording, entry.node)[0] ?? null },
  );
}

/** The entries that answer a query, the best first: called so, beginning so, containing it. */
export function found(entries: readonly Entry[], query: string, most: number): Entry[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return entries.filter(({ node }) => node.kind === "tensor").slice(0, most);
  const ranked = entries.flatMap((entry) => {
    const rank = Math.min(...entry.words.map((word) => rankOf(word, wanted)));
    return rank === NOT_FOUND ? [] : [{ entry, rank }];
  });
  // Sorting is stable: of equal ranks the one that was made first comes first.
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ entry }) => entry);
}

const NOT_FOUND = 3;

function rankOf(word: string, wanted: string): number {
  if (word === wanted) return 0;
  if (word.startsWith(wanted)) return 1;
  return word.includes(wanted) ? 2 : NOT_FOUND;
}
