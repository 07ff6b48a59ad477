// Who comes to the program by Tab goes on by Tab: it indents only once something else was done there.

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Until another key is pressed, however long that takes. */
const UNTIL_A_KEY_MS = Number.MAX_SAFE_INTEGER / 2;

export function passing(): Extension {
  let pointed = false;
  return EditorView.domEventHandlers({
    mousedown(_, view) {
      pointed = true;
      view.setTabFocusMode(false);
    },
    focus(_, view) {
      if (!pointed) view.setTabFocusMode(UNTIL_A_KEY_MS);
    },
    blur() {
      pointed = false;
    },
  });
}

/** Have the focus to write. */
export function focusToWrite(view: EditorView): void {
  view.focus();
  view.setTabFocusMode(false);
}
