// What is marked in the program with its words: what keeps it from being run, what went wrong when it ran, foreign lines.

import { type Diagnostic, forceLinting, forEachDiagnostic, linter } from "@codemirror/lint";
import { type ChangeDesc, ChangeSet, type EditorState, StateEffect, StateField } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { offsetsOf } from "../code/columns";
import type { Span } from "../recording/types.gen";
import { difference } from "./difference";
import { type Foreign, foreignLines } from "./foreign";

/** Something to say of a place in the text that ran, or that was to be run. */
export interface Remark {
  span: Span;
  severity: "error" | "warning" | "info";
  text: string;
}

export interface Remarks {
  /** The text that the spans count in. */
  source: string;
  remarks: readonly Remark[];
  /** What is said of a line that only a notebook understands, and of taking it out. */
  foreign: Record<Foreign["kind"], (mark: string) => string>;
  remove: string;
}

export const setRemarks = StateEffect.define<Remarks>();

interface Told {
  said: Remarks | null;
  placed: { from: number; to: number; remark: Remark }[];
}

export const remarksField = StateField.define<Told>({
  create: () => ({ said: null, placed: [] }),
  update(told, transaction) {
    let { said, placed } = told;
    if (transaction.docChanged) placed = followed(placed, transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setRemarks)) continue;
      said = effect.value;
      placed = followed(...placesOf(effect.value, transaction.newDoc.toString()));
    }
    return { said, placed };
  },
});

function placesOf({ source, remarks }: Remarks, now: string): [Told["placed"], ChangeDesc] {
  const placed = remarks.flatMap((remark) => {
    const range = offsetsOf(source, remark.span);
    return range ? [{ ...range, remark }] : [];
  });
  return [placed, ChangeSet.of(difference(source, now) ?? [], source.length).desc];
}

/** The marks after an edit; one whose text is gone goes with it. */
function followed(placed: Told["placed"], changes: ChangeDesc): Told["placed"] {
  return placed.flatMap(({ from, to, remark }) => {
    const [start, end] = [changes.mapPos(from, 1), changes.mapPos(to, -1)];
    return start < end || (from === to && start <= end)
      ? [{ from: start, to: Math.max(start, end), remark }]
      : [];
  });
}

/** Everything to be marked now, in the order of the text. */
export function diagnosticsOf(state: EditorState): Diagnostic[] {
  const { said, placed } = state.field(remarksField);
  const told = placed.map(
    ({ from, to, remark }): Diagnostic => ({ from, to, severity: remark.severity, message: remark.text }),
  );
  const foreign = said === null ? [] : foreignLines(state);
  const marked = foreign
    .filter(({ from, to }) => !told.some((one) => one.from < to && one.to > from))
    .map(({ kind, from, to, text }): Diagnostic => {
      const message = said?.foreign[kind](text) ?? text;
      return { from, to, severity: "warning", message, actions: [removal(said?.remove ?? "")] };
    });
  return [...told, ...marked].sort((a, b) => a.from - b.from);
}

const removal = (name: string) => ({
  name,
  apply(view: EditorView, from: number) {
    const line = view.state.doc.lineAt(from);
    view.dispatch({ changes: { from: line.from, to: Math.min(line.to + 1, view.state.doc.length) } });
  },
});

const DELAY_MS = 300;

/** The marks, renewed when the program rests. While an input method composes, nothing under it changes. */
export const diagnostics = [
  remarksField,
  linter((view) => (view.composing ? shown(view.state) : diagnosticsOf(view.state)), {
    delay: DELAY_MS,
    needsRefresh: ({ transactions }) =>
      transactions.some(({ effects }) => effects.some((effect) => effect.is(setRemarks))),
  }),
];

function shown(state: EditorState): Diagnostic[] {
  const found: Diagnostic[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => found.push({ ...diagnostic, from, to }));
  return found;
}

/** Say what is to be said of the program, and mark it at once. */
export function remark(view: EditorView, remarks: Remarks): void {
  view.dispatch({ effects: setRemarks.of(remarks) });
  forceLinting(view);
}
