// The editor itself: CodeMirror with Python. Loaded when the page has come to rest, never by the embed.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyField,
  historyKeymap,
  indentWithTab,
  undo,
} from "@codemirror/commands";
import { python, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { forceLinting, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { offsetsOf } from "../code/columns";
import type { Span } from "../recording/types.gen";
import { completeTorch } from "./completion";
import { diagnostics, type Remarks, remark } from "./diagnostics";
import { difference } from "./difference";
import { keepInView } from "./keepInView";
import { type Lamp, lampField, lineThatRan, litRange, setLamp } from "./lamp";
import { lens } from "./lens";
import { linksField, pointing, setLinks } from "./links";
import { focusToWrite, passing } from "./passing";
import { type Pasted, programOf } from "./paste";
import { look } from "./theme";
import { wrapping } from "./wrapping";

export interface EditorEvents {
  onChange(source: string): void;
  onRun(): void;
  /** A line number was chosen; `line` counts in the text that ran. */
  onLine(line: number): void;
  /** The pointer is over a line of the text that ran, or over none. */
  onPoint(line: number | null): void;
  /** What was pasted is another text than what came; null once there is nothing to say of that any more. */
  onPaste(pasted: Pasted | null): void;
}

/** Program, cursor and what can be undone, to go on from in another editor. */
export type Kept = { readonly json: unknown };

export interface Editor {
  /** Replace the program where it differs; it can be undone. */
  setSource(source: string): void;
  setLamp(lamp: Lamp | null): void;
  /** Outline places of the text that ran. */
  setLinks(spans: readonly Span[]): void;
  /** Mark places of the program with what is to be said of them. */
  setRemarks(remarks: Remarks): void;
  setLabel(label: string): void;
  /** Put the cursor on a place of the program and the focus into the editor. */
  goTo(span: Span): void;
  /** Take back what was made of the last paste, and paste what came. */
  pasteAsItWas(): void;
  keep(): Kept;
  destroy(): void;
}

// CodeMirror shows most characters that hide something as a dot; these turn text around, too.
const ALSO_UNSEEN = /[\u202a-\u202c\u2060-\u2069]/g;
const FIELDS = { history: historyField };

export function mountEditor(
  parent: HTMLElement,
  source: string,
  label: string,
  events: EditorEvents,
  kept: Kept | null = null,
): Editor {
  const name = new Compartment();
  const named = (text: string) => EditorView.contentAttributes.of({ "aria-label": text, tabindex: "0" });
  let came: string | null = null;
  const settled = whenSettled();

  const paste = (event: ClipboardEvent, view: EditorView): boolean => {
    const text = event.clipboardData?.getData("text/plain");
    const pasted = text ? programOf(text) : null;
    if (!text || pasted === null) return false;
    view.dispatch(view.state.replaceSelection(pasted.text), {
      userEvent: "input.paste",
      scrollIntoView: true,
    });
    came = text;
    events.onPaste(pasted);
    return true;
  };
  const extensions = [
    keysOf(events),
    writing,
    name.of(named(label)),
    EditorView.domEventHandlers({ paste }),
    pointing(events.onPoint),
    passing(),
    settled.extension,
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      events.onChange(update.state.doc.toString());
      if (came === null) return;
      came = null;
      events.onPaste(null);
    }),
  ];
  const state = kept
    ? EditorState.fromJSON(kept.json, { extensions }, FIELDS)
    : EditorState.create({ doc: source, extensions });
  const view = new EditorView({ parent, state });
  const setSource = (next: string) => {
    const change = difference(view.state.doc.toString(), next);
    if (change) view.dispatch({ changes: change });
  };
  if (kept) setSource(source);

  return {
    setSource,
    setLamp: (lamp) =>
      settled.run(view, "lamp", () => {
        view.dispatch({ effects: setLamp.of(lamp) });
        const range = litRange(view.state.field(lampField));
        if (range) keepInView(view, range);
      }),
    setLinks: (spans) => settled.run(view, "links", () => view.dispatch({ effects: setLinks.of(spans) })),
    setRemarks: (remarks) => settled.run(view, "remarks", () => remark(view, remarks)),
    setLabel(text) {
      view.dispatch({ effects: name.reconfigure(named(text)) });
    },
    goTo(span) {
      const place = offsetsOf(view.state.doc.toString(), span);
      if (place) view.dispatch({ selection: { anchor: place.from }, scrollIntoView: true });
      focusToWrite(view);
    },
    pasteAsItWas() {
      const text = came;
      if (text === null) return;
      undo(view);
      view.dispatch(view.state.replaceSelection(text), { userEvent: "input.paste" });
      focusToWrite(view);
    },
    keep: () => ({ json: view.state.toJSON(FIELDS) }),
    destroy: () => view.destroy(),
  };
}

const writing: Extension = [
  history(),
  drawSelection(),
  highlightSpecialChars({ addSpecialChars: ALSO_UNSEEN }),
  indentOnInput(),
  indentUnit.of("    "),
  EditorState.tabSize.of(4),
  bracketMatching(),
  closeBrackets(),
  python(),
  pythonLanguage.data.of({ autocomplete: completeTorch }),
  autocompletion({ icons: false }),
  wrapping,
  lampField,
  lens,
  linksField,
  diagnostics,
  look,
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
];

function keysOf(events: EditorEvents): Extension {
  const play = (view: EditorView, at: number): boolean => {
    const lit = view.state.field(lampField);
    const line = lineThatRan(lit, view.state.doc, view.state.doc.lineAt(at).number);
    if (line !== null) events.onLine(line);
    return true;
  };
  const run = () => {
    events.onRun();
    return true;
  };
  const here = (view: EditorView) => play(view, view.state.selection.main.head);
  return [
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Alt-Enter", run: here },
      ]),
    ),
    lineNumbers({ domEventHandlers: { mousedown: (editor, block) => play(editor, block.from) } }),
  ];
}

/** Puts off, while an input method composes, what would redraw the text under it. Of each kind the latest counts. */
function whenSettled() {
  const waiting = new Map<string, () => void>();
  return {
    run(view: EditorView, kind: string, act: () => void) {
      if (view.composing) waiting.set(kind, act);
      else act();
    },
    extension: EditorView.domEventHandlers({
      compositionend: (_, view) => {
        // The editor first takes in what was composed.
        setTimeout(() => {
          if (view.composing) return;
          for (const act of waiting.values()) act();
          waiting.clear();
          forceLinting(view);
        });
      },
    }),
  };
}
