// What belongs together, in the editor: the expressions of what is pointed at elsewhere, and the line that is pointed at here.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { offsetsOf } from "../code/columns";
import type { Span } from "../recording/types.gen";
import { lampField, lineThatRan } from "./lamp";

/** Outline these places of the text that ran. */
export const setLinks = StateEffect.define<readonly Span[]>();

const LINK = Decoration.mark({ tagName: "mark", class: "link" });

export const linksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(links, transaction) {
    let now = links.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLinks)) continue;
      const { lamp, edits } = transaction.state.field(lampField);
      const places = effect.value.flatMap((span) => (lamp && offsetsOf(lamp.source, span)) ?? []);
      const ranges = places.flatMap((place) => {
        const from = edits ? edits.mapPos(place.from, 1) : place.from;
        const to = edits ? edits.mapPos(place.to, -1) : place.to;
        return from < to ? LINK.range(from, to) : [];
      });
      now = Decoration.set(ranges, true);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Tell which line of the text that ran the pointer is over; null where it is over none. */
export function pointing(onPoint: (line: number | null) => void) {
  let last: number | null = null;
  const tell = (line: number | null) => {
    if (line !== last) onPoint(line);
    last = line;
  };
  return EditorView.domEventHandlers({
    mousemove(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      const { doc } = view.state;
      const within = event.clientY <= view.documentTop + view.contentHeight;
      tell(within ? lineThatRan(view.state.field(lampField), doc, doc.lineAt(at).number) : null);
    },
    mouseleave: () => tell(null),
  });
}
