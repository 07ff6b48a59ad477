// The margin of the picture: beside each card the arithmetic of what it was given, where nothing else stands.

import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useMarginTexts } from "../i18n/page";
import { nameOf } from "../narration/facts";
import type { PlacedNode } from "../recording/types.gen";
import { smallWidth } from "../scene/heading";
import type { Beside } from "../scene/Scene";
import type { Box } from "../scene/viewport";
import { faultOf } from "./fault";
import { type Note, noteBeside } from "./notes";
import { besides, crossed, ROUND, sideOf, startOf } from "./place";
import { Stopped } from "./Stopped";
import { written } from "./spelled";
import type { MarginTexts } from "./texts";

/** In a larger graph only the current step has notes. */
const MOST_CARDS = 120;
const LINE = 18;
/** The width of a character of a sum, and of a hot one; and how much of the widest font's width a sentence has at least. */
const [MONO, HOT, SANS] = [7.8, 9, 0.88];

export function Margin({ moment, layout, closed, frames, seen }: Beside) {
  const texts = useMarginTexts();
  const sides = useMemo(() => {
    const boxes = [...layout.nodes, ...closed];
    const lines = besides(layout.edges);
    return new Map(
      layout.nodes.map((node) => [node.id, node.tensor ? sideOf(node, boxes, lines.get(node.id)) : null]),
    );
  }, [layout, closed]);
  const few = layout.nodes.length <= MOST_CARDS;
  const fault = faultOf(moment, layout.nodes);
  return (
    <>
      {layout.nodes.map((node) => {
        const side = sides.get(node.id);
        if (!side || node.kind === "use" || node.kind === "constant") return null;
        if (fault?.saved && (node === fault.from || node === fault.to)) return null;
        const note = noteBeside(moment, node, few);
        return note && <Written key={node.id} {...{ node, note, side, frames, texts, seen }} />;
      })}
      {fault && (
        <Stopped
          {...{ fault, texts }}
          step={moment.position}
          name={fault.saved?.tensor ? nameOf(moment.recording, moment.state, fault.saved.tensor) : ""}
        />
      )}
    </>
  );
}

type Props = {
  node: PlacedNode;
  note: Note;
  side: "left" | "right";
  frames: Box[];
  texts: MarginTexts;
  seen: ReadonlySignal<Box>;
};

function Written({ node, note, side, frames, texts, seen }: Props) {
  const tone = note.hot ? "hot" : "";
  const place = note.lines.length > 0 && note.place ? texts.element(note.place) : "";
  const bottom = node.y + node.height - 14 - (place ? LINE - 2 : 0);
  const [word, ...numbers] = note.says;
  const says = (texts[word] as (...numbers: string[]) => string)(...numbers.map(written));
  const wide = Math.max(
    SANS * smallWidth(says),
    SANS * smallWidth(place),
    ...note.lines.map((line) => line.length * (note.hot ? HOT : MONO)),
  );
  const x = startOf(node, frames, side, wide);
  const [from, to] = side === "right" ? [x, x + wide] : [x - wide, x];
  const top = bottom - LINE * (note.lines.length + 1);
  const ground = {
    x: from - ROUND,
    y: top + 2,
    width: wide + 2 * ROUND,
    height: bottom - top + (place ? LINE : 0) + 4,
  };
  const whole = useMemo(
    () =>
      computed(() => {
        const { x: left, width } = seen.value;
        return from < left || to > left + width ? "cut" : "";
      }),
    [seen, from, to],
  );
  return (
    <g data-note={node.id} class={whole} text-anchor={side === "right" ? "start" : "end"}>
      {crossed(ground, frames) && <rect class="note-ground" {...ground} rx={ROUND} />}
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
