// The numbers under the current line, in the editor: where they have room is found whenever they or the editor change.

import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { measured, place } from "../code/lensMarks";
import { lampField } from "./lamp";

const find = (view: EditorView): void => {
  const lens = view.state.field(lampField).lamp?.lens;
  if (!lens) return;
  view.requestMeasure({
    key: find,
    read: () => measured(view.contentDOM, lens.lens, lens.word),
    write: (room) => room && place(view.scrollDOM, room),
  });
};

export const lens = ViewPlugin.define(() => ({
  update({ geometryChanged, startState, state, view }: ViewUpdate) {
    if (geometryChanged || state.field(lampField) !== startState.field(lampField)) find(view);
  },
}));
