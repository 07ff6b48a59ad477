// The editor is scrolled, and nothing around it, so that an expression is in it.

import type { EditorView } from "@codemirror/view";
import { scrolledTo } from "../code/inView";

/** Of what is far out of sight the rows are known only once it is drawn, and then it is `again` looked for. */
export function keepInView(view: EditorView, place: { from: number; to: number }, again = true): void {
  view.requestMeasure({
    key: keepInView,
    read: () => whereIs(view, place),
    write: ({ top, bottom, drawn }) => {
      const box = view.scrollDOM;
      box.scrollTop = scrolledTo(box.scrollTop, top, bottom, box.clientHeight, view.defaultLineHeight);
      if (!drawn && again) keepInView(view, place, false);
    },
  });
}

function whereIs(view: EditorView, { from, to }: { from: number; to: number }) {
  const [first, last] = [view.lineBlockAt(from), view.lineBlockAt(to)];
  const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)];
  const drawn = start !== null && end !== null;
  // Blocks are counted from under the padding.
  const { documentTop, scaleY, documentPadding } = view;
  const into = (y: number) => (y - documentTop) / scaleY;
  return {
    top: (start ? into(start.top) : first.top) + documentPadding.top,
    bottom: (end ? into(end.bottom) : last.bottom) + documentPadding.top,
    drawn,
  };
}
