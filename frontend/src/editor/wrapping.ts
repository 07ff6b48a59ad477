// Lines that are longer than the editor go on in further rows, which begin a little further in than the line does.

import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { hangOf } from "../code/hang";

const known = new Map<number, Decoration>();

function hanging(columns: number): Decoration {
  const found = known.get(columns) ?? Decoration.line({ attributes: { style: `--in: -${columns}ch` } });
  known.set(columns, found);
  return found;
}

/** The lines that are drawn. */
function hangs({ visibleRanges, state }: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      found.push(hanging(hangOf(line.text)).range(line.from));
      at = line.to + 1;
    }
  return Decoration.set(found);
}

const indented = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = hangs(view);
    }
    update({ docChanged, viewportChanged, view }: ViewUpdate) {
      if (docChanged || viewportChanged) this.decorations = hangs(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

export const wrapping = [EditorView.lineWrapping, indented];
