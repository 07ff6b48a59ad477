// The current step in the editor: its line and its exact expression, kept in place while the program is edited.

import { ChangeSet, type Range, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";
import { offsetOf, offsetsOf } from "../code/columns";
import { marksOf } from "../code/lensMarks";
import type { Lens } from "../code/lensOf";
import type { Place } from "../code/place";
import { difference } from "./difference";

/** What is to be marked, in the text that ran. */
export interface Lamp {
  source: string;
  place: Place;
  /** The numbers under the line, and the word for their sum. */
  lens?: { lens: Lens; word: string } | null;
}

/** Mark a place of the text that ran, or nothing. */
export const setLamp = StateEffect.define<Lamp | null>();

interface Lit {
  lamp: Lamp | null;
  /** What has become of the text that ran. */
  edits: ChangeSet | null;
  marks: DecorationSet;
  gutter: RangeSet<GutterMarker>;
}

const EXPRESSION = Decoration.mark({ tagName: "mark", class: "now" });
const LINE = Decoration.line({ class: "on" });
const CALLER = Decoration.line({ class: "caller" });

class LineMark extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}
const LINE_NUMBER = new LineMark("on");
const CALLER_NUMBER = new LineMark("caller");

const DARK: Lit = { lamp: null, edits: null, marks: Decoration.none, gutter: RangeSet.empty };

export const lampField = StateField.define<Lit>({
  create: () => DARK,
  update(lit, transaction) {
    let { lamp, edits } = lit;
    if (edits && transaction.docChanged) edits = edits.compose(transaction.changes);
    // The text that ran may come into the editor after the place in it: then nothing of it was ever taken away.
    if (lamp && transaction.docChanged && transaction.newDoc.toString() === lamp.source)
      edits = editsSince(lamp.source, lamp.source);
    let changed = transaction.docChanged;
    for (const effect of transaction.effects) {
      if (!effect.is(setLamp)) continue;
      if (effect.value) {
        const { source } = effect.value;
        const now = transaction.newDoc.toString();
        // Edits are followed as they are made, unless there are none (any more).
        if (edits === null || source !== lamp?.source || source === now) edits = editsSince(source, now);
      }
      lamp = effect.value;
      changed = true;
    }
    return changed ? light(lamp, edits, transaction.newDoc) : lit;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (lit) => lit.marks),
    gutterLineClass.from(field, (lit) => lit.gutter),
  ],
});

function editsSince(source: string, now: string): ChangeSet {
  return ChangeSet.of(difference(source, now) ?? [], source.length);
}

type Line = { from: number; to: number; number: number; text: string };
type Doc = { lineAt(at: number): Line; line(n: number): { from: number } };

function light(lamp: Lamp | null, edits: ChangeSet | null, doc: Doc): Lit {
  if (!lamp || !edits) return { ...DARK, lamp, edits };
  const marks: Range<Decoration>[] = [];
  const numbers: Range<GutterMarker>[] = [];
  const { lamp: span, caller } = lamp.place;
  const range = span && offsetsOf(lamp.source, span);
  const from = range ? edits.mapPos(range.from, 1) : 0;
  const to = range ? edits.mapPos(range.to, -1) : 0;
  if (range && from < to) {
    const last = doc.lineAt(to).number;
    for (let number = doc.lineAt(from).number; number <= last; number += 1) {
      const at = doc.line(number).from;
      marks.push(LINE.range(at));
      numbers.push(LINE_NUMBER.range(at));
    }
    marks.push(EXPRESSION.range(from, to));
    const { text, from: start } = doc.lineAt(to);
    // Under a line that has changed the numbers would stand in the wrong places.
    if (lamp.lens && text === lamp.source.split("\n")[lamp.lens.lens.line - 1])
      for (const { from: unit, to: end, attributes } of marksOf(lamp.lens.lens, lamp.lens.word))
        marks.push(Decoration.mark({ attributes }).range(start + unit, start + end));
  }
  const called = caller === null ? null : offsetOf(lamp.source, caller, 0);
  if (called !== null) {
    const at = doc.lineAt(edits.mapPos(called, 1)).from;
    marks.push(CALLER.range(at));
    numbers.push(CALLER_NUMBER.range(at));
  }
  return { lamp, edits, marks: Decoration.set(marks, true), gutter: RangeSet.of(numbers, true) };
}

/** Where the marked expression is in the text as it is now, null if nothing is marked. */
export function litRange(lit: Lit): { from: number; to: number } | null {
  const span = lit.lamp?.place.lamp;
  const range = lit.lamp && span ? offsetsOf(lit.lamp.source, span) : null;
  return range && lit.edits
    ? { from: lit.edits.mapPos(range.from, 1), to: lit.edits.mapPos(range.to, -1) }
    : null;
}

/** The line of the text that ran which a line of the text as it is now comes from, null if it is new. */
export function lineThatRan(lit: Lit, doc: Doc, number: number): number | null {
  if (!lit.lamp || !lit.edits) return null;
  const at = lit.edits.invertedDesc.mapPos(doc.line(number).from, -1);
  return lit.lamp.source.slice(0, at).split("\n").length;
}
