// The margin of the picture: beside each card the arithmetic of what it was given, where nothing else stands.

import { useMemo } from "preact/hooks";
import { useMarginTexts } from "../i18n/page";
import { namesAt } from "../recording/names";
import type { PlacedNode } from "../recording/types.gen";
import { titleOf } from "../scene/Card";
import type { Beside } from "../scene/Scene";
import { faultOf } from "./fault";
import { type Note, noteBeside } from "./notes";
import { sideOf } from "./place";
import { Stopped } from "./Stopped";
import { written } from "./spelled";
import type { MarginTexts } from "./texts";

/** In a larger graph only the current step has notes. */
const MOST_CARDS = 120;
const LINE = 18;

export function Margin({ moment, layout, closed }: Beside) {
  const texts = useMarginTexts();
  const sides = useMemo(() => {
    const boxes = [...layout.nodes, ...closed];
    return new Map(layout.nodes.map((node) => [node.id, node.tensor ? sideOf(node, boxes) : null]));
  }, [layout, closed.length]);
  const few = layout.nodes.length <= MOST_CARDS;
  const fault = faultOf(moment, layout.nodes);
  const names = namesAt(moment.state);
  return (
    <>
      {layout.nodes.map((node) => {
        const side = sides.get(node.id);
        if (!side || node.kind === "use" || node.kind === "constant") return null;
        if (fault?.saved && (node === fault.from || node === fault.to)) return null;
        const note = noteBeside(moment, node, few);
        return note && <Written key={node.id} {...{ node, note, side, texts }} />;
      })}
      {fault && (
        <Stopped
          {...{ fault, texts }}
          step={moment.position}
          name={
            fault.saved
              ? titleOf(moment.recording, { ...fault.from, tensor: fault.saved.tensor }, names).text
              : ""
          }
        />
      )}
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
