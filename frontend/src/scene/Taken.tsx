// Numbers taken out of a tensor: a line that leaves its card, and two strokes, since no gradient comes back.

import type { PlacedNode } from "../recording/types.gen";
import { Cut } from "./Line";
import type { Moment } from "./moment";
import { type TakenView, takenAt } from "./taken";

const INSET = 16;
const LONG = 22;

export function Taken({ node, view: { words, now } }: { node: PlacedNode; view: TakenView }) {
  const [x, y] = [node.x + INSET, node.y + node.height];
  return (
    <g class={`line of-cut taken ${now ? "now" : "done"}`}>
      <path class="data" d={`M${x},${y}v${LONG}`} />
      <Cut at={{ x, y: y + LONG / 2 + 1 }} word={words} />
    </g>
  );
}

/** The mark at a card of a still picture, if there is one. */
export function taken(moment: Moment, node: PlacedNode) {
  const view = takenAt(moment, node);
  return view && <Taken node={node} view={view} />;
}
