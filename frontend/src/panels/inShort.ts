// A value in a few characters, its numbers if they are few, else its shape; and what happened to a .grad in as few. Pure.

import { formatNumber, formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { Recording } from "../recording/types.gen";
import { uniform } from "../values/uniform";
import type { Entry } from "./ledger";
import type { PanelTexts } from "./texts";

const LISTED = 4;

/** The number that all elements are, a few numbers as they are, else the shape in brackets; `None` for no value. */
export function inShort(recording: Recording, index: number | null): string {
  if (index === null) return "None";
  const { shape, first, hidden } = valueAt(recording, index);
  const same = uniform(recording, index);
  if (same !== null) return same;
  const listed = !hidden && shape.length === 1 && first.length === shape[0] && first.length <= LISTED;
  return `[${listed ? first.map(formatNumber).join(", ") : formatShape(shape)}]`;
}

/** A negative number in brackets, as no sign stands beside another. */
const added = (value: string): string => (value.startsWith("-") ? `+(${value})` : `+${value}`);

/** What a leaf's `.grad` went through: `pass 2: +1 → 4`, `zeroed: 4 → 0`, `set to None`. */
export function entryInShort(recording: Recording, entry: Entry, texts: PanelTexts): string {
  const after = inShort(recording, entry.after);
  if (entry.kind === "added")
    return `${texts.pass(entry.pass ?? 1)}${texts.colon}${added(inShort(recording, entry.incoming))} → ${after}`;
  return entry.kind === "cleared"
    ? texts.how.cleared
    : `${texts.how[entry.kind]}${texts.colon}${inShort(recording, entry.before)} → ${after}`;
}
