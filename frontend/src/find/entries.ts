// Everything that can be found: tensors by name and expression, functions by name, op and expression. Pure.

import type { Selection } from "../player/player";
import { expressionOf, originOf, shortName, tensorOf } from "../recording/lookup";
import { positionsOf } from "../recording/positions";
import type { Recording, Span } from "../recording/types.gen";

/** `title` is what it is called, `detail` the expression that made it; `line` where that stands, `step` where it begins if others are written alike. */
export interface Entry {
  node: Selection;
  title: string;
  detail: string;
  line: number | null;
  step: number | null;
  /** What a query is compared with, in lower case, the likeliest first. */
  words: readonly string[];
}

export function entriesOf(recording: Recording): Entry[] {
  const source = (span: Span | null) => (span ? expressionOf(recording, span).replace(/\s+/g, " ") : "");
  const lower = (words: string[]) => words.filter(Boolean).map((word) => word.toLowerCase());
  const tensors = recording.tensors.map((row): Entry => {
    const { id, names, span } = row;
    const detail = source(span);
    const origin = originOf(recording, row);
    const title = names.join(", ") || origin || id;
    return {
      node: { kind: "tensor", id },
      title,
      detail,
      line: span?.line ?? null,
      step: null,
      words: lower([...names, origin, detail, id]),
    };
  });
  const functions = recording.functions.map(({ id, name, op, span, variable }): Entry => {
    const leaf = variable ? tensorOf(recording, variable).names[0] : undefined;
    const detail = variable ? `${leaf ?? variable}.grad` : source(span);
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
