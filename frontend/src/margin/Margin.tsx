// The margin of the picture: beside each card the arithmetic of what it was given, where nothing else stands.

import { computed, type ReadonlySignal } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { useMarginTexts } from "../i18n/page";
import { nameOf } from "../narration/facts";
import type { PlacedNode } from "../recording/types.gen";
import type { Beside } from "../scene/Scene";
import type { Box } from "../scene/viewport";
import { faultOf } from "./fault";
import { noteBeside } from "./notes";
import { besides, crossed, ROUND, sideOf } from "./place";
import { groundsOf, Stopped } from "./Stopped";
import { LINE, type Written, writtenBeside } from "./written";

/** In a larger graph only the current step has notes. */
const MOST_CARDS = 120;

export function Margin({ moment, layout, closed, frames, seen, noted }: Beside) {
  const texts = useMarginTexts();
  const sideFor = useMemo(() => {
    const boxes = [...layout.nodes, ...closed];
    const lines = besides(layout.edges);
    const known = new Map<PlacedNode, ReturnType<typeof sideOf>>();
    return (node: PlacedNode) => {
      if (!known.has(node)) known.set(node, sideOf(node, boxes, lines.get(node.id)));
      return known.get(node) ?? null;
    };
  }, [layout, closed]);
  const few = layout.nodes.length <= MOST_CARDS;
  const fault = faultOf(moment, layout.nodes);
  const notes = layout.nodes.flatMap((node): [string, Written][] => {
    if (!node.tensor || node.kind === "use" || node.kind === "constant") return [];
    if (fault?.saved && (node === fault.from || node === fault.to)) return [];
    const note = noteBeside(moment, node, few);
    const side = note && sideFor(node);
    return side ? [[node.id, writtenBeside(node, note, side, frames, texts)]] : [];
  });
  useLayoutEffect(() => {
    const grounds = [...notes.map(([, { ground }]) => ground), ...(fault ? groundsOf(fault) : [])];
    if (JSON.stringify(grounds) !== JSON.stringify(noted.peek())) noted.value = grounds;
  });
  return (
    <>
      {notes.map(([id, written]) => (
        <Words key={id} {...{ id, written, frames, seen }} />
      ))}
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

type Props = { written: Written; id: string; frames: Box[]; seen: ReadonlySignal<Box> };

function Words({ written, id, frames, seen }: Props) {
  const { note, side, x, bottom, says, place, from, to, ground } = written;
  const tone = note.hot ? "hot" : "";
  const whole = useMemo(
    () =>
      computed(() => {
        const { x: left, width } = seen.value;
        return from < left || to > left + width ? "cut" : "";
      }),
    [seen, from, to],
  );
  return (
    <g data-note={id} class={whole} text-anchor={side === "right" ? "start" : "end"}>
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
