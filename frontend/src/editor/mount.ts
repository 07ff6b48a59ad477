// The editor itself: CodeMirror with Python. Loaded when the page has come to rest, never by the embed.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { Violation } from "../api/problem";
import { offsetsOf } from "../code/columns";
import { difference } from "./difference";
import { type Lamp, lampField, lampStart, lineThatRan, setLamp } from "./lamp";
import { look } from "./theme";

export interface EditorEvents {
  onChange(source: string): void;
  onRun(): void;
  /** A line number was chosen; `line` counts in the text that ran. */
  onLine(line: number): void;
}

export interface Editor {
  /** Replace the program where it differs; it can be undone. */
  setSource(source: string): void;
  setLamp(lamp: Lamp | null): void;
  /** Mark what keeps the program from being run, with what is to be said of each place. */
  setViolations(violations: readonly Violation[], say: (violation: Violation) => string): void;
  setLabel(label: string): void;
  /** Put the cursor on a place of the program and the focus into the editor. */
  goTo(violation: Violation): void;
  destroy(): void;
}

export function mountEditor(
  parent: HTMLElement,
  source: string,
  label: string,
  events: EditorEvents,
): Editor {
  const name = new Compartment();
  const named = (text: string) => EditorView.contentAttributes.of({ "aria-label": text, tabindex: "0" });

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

  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run },
            { key: "Alt-Enter", run: here },
          ]),
        ),
        lineNumbers({ domEventHandlers: { mousedown: (editor, block) => play(editor, block.from) } }),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        bracketMatching(),
        closeBrackets(),
        python(),
        lampField,
        look,
        name.of(named(label)),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) events.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setSource(next) {
      const change = difference(view.state.doc.toString(), next);
      if (change) view.dispatch({ changes: change });
    },
    setLamp(lamp) {
      view.dispatch({ effects: setLamp.of(lamp) });
      const start = lampStart(view.state.field(lampField));
      if (start !== null) keepInView(view, start);
    },
    setViolations(violations, say) {
      const found = violations.flatMap((violation) => diagnosticOf(view.state, violation, say(violation)));
      view.dispatch(setDiagnostics(view.state, found));
    },
    setLabel(text) {
      view.dispatch({ effects: name.reconfigure(named(text)) });
    },
    goTo(violation) {
      const place = offsetsOf(view.state.doc.toString(), violation);
      if (place) view.dispatch({ selection: { anchor: place.from }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function diagnosticOf(state: EditorState, violation: Violation, message: string): Diagnostic[] {
  const place = offsetsOf(state.doc.toString(), violation);
  return place ? [{ ...place, severity: "error", message }] : [];
}

/** Scroll the editor, and nothing around it, so that a place is in it. */
function keepInView(view: EditorView, at: number): void {
  view.requestMeasure({
    key: keepInView,
    read: () => view.lineBlockAt(at),
    write: (block) => {
      const box = view.scrollDOM;
      const margin = view.defaultLineHeight;
      if (block.top < box.scrollTop) box.scrollTop = block.top - margin;
      else if (block.bottom > box.scrollTop + box.clientHeight) {
        box.scrollTop = block.bottom + margin - box.clientHeight;
      }
    },
  });
}
