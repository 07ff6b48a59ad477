// The margin of the picture: beside each card the arithmetic of what it was given, where nothing else stands.

import { useMemo } from "preact/hooks";
import { useMarginTexts } from "../i18n/page";
import type { PlacedNode } from "../recording/types.gen";
import type { Beside } from "../scene/Scene";
import { type Note, noteBeside } from "./notes";
import { sideOf } from "./place";
import { written } from "./spelled";
import type { MarginTexts } from "./texts";

/** In a larger graph only the current step has notes. */
const MOST_CARDS = 120;
const LINE = 18;

export function Margin({ moment, layout }: Beside) {
  const texts = useMarginTexts();
  const sides = useMemo(
    () => new Map(layout.nodes.map((node) => [node.id, node.tensor ? sideOf(node, layout.nodes) : null])),
    [layout],
  );
  const few = layout.nodes.length <= MOST_CARDS;
  return (
    <>
      {layout.nodes.map((node) => {
        const side = sides.get(node.id);
        if (!side || node.kind === "use" || node.kind === "constant") return null;
        const note = noteBeside(moment, node);
        return note && (few || note.hot) && <Written key={node.id} {...{ node, note, side, texts }} />;
      })}
    </>
  );
}

type Props = { node: PlacedNode; note: Note; side: "left" | "right"; texts: MarginTexts };

function Written({ node, note, side, texts }: Props) {
  const { x, anchor } =
    side === "right"
      ? { x: node.x + node.width + 24, anchor: "start" as const }
      : { x: node.x - 24, anchor: "end" as const };
  const tone = note.hot ? "hot" : "";
  const place = note.lines.length > 0 && note.place ? texts.element(note.place) : "";
  const bottom = node.y + node.height - 14 - (place ? LINE - 2 : 0);
  const [word, ...numbers] = note.says;
  const says = (texts[word] as (...numbers: string[]) => string)(...numbers.map(written));
  return (
    <g data-note={node.id} text-anchor={anchor}>
      {note.lines.map((line, n) => (
        <text key={line} class={`note ${tone}`} x={x} y={bottom - LINE * (note.lines.length - n)}>
          {line}
        </text>
      ))}
      <text class={`note2 ${tone}`} x={x} y={bottom}>
        {says}
      </text>
      {place && (
        <text class={`note2 ${tone}`} x={x} y={bottom + LINE - 2}>
          {place}
        </text>
      )}
    </g>
  );
}
