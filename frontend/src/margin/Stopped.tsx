// Beside the function that backward stopped at: that it did, and what became of the value that it had saved.

import type { PlacedNode } from "../recording/types.gen";
import type { Box } from "../scene/viewport";
import type { Fault } from "./fault";
import type { MarginTexts } from "./texts";

const PILL = 28;
const OUT = 24;
const BESIDE = 42;
const ROOM = 24;
const BELOW_BAR = 40;

/** Beside a function, as wide and as high as what may stand there. */
const WORDS = { width: 190, height: 70 };

/** Where its words may stand. */
export function groundsOf({ from, to, saved }: Fault): Box[] {
  const grounds = [{ ...WORDS, x: from.x - WORDS.width, y: from.y - WORDS.height / 4 }];
  if (saved && to) {
    const right = Math.max(from.x + from.width, to.x + to.width);
    grounds.push({ ...WORDS, x: right, y: from.y }, { ...WORDS, x: to.x, y: to.y + to.height });
  }
  return grounds;
}

type Props = { fault: Fault; name: string; step: number; texts: MarginTexts };

export function Stopped({ fault: { from, to, saved }, name, step, texts }: Props) {
  const pill = from.pill_width || from.width;
  const middle = from.x + from.width / 2;
  const y = from.y + PILL / 2;
  const left = middle - pill / 2 - BESIDE;
  return (
    <g data-note="fault">
      <text class="note2 err strong" x={left} y={y - 2} text-anchor="end">
        {texts.stopped()}
      </text>
      <text class="note2" x={left} y={y + 14} text-anchor="end">
        {texts.step(String(step))}
      </text>
      {saved && to && (
        <Trail
          {...{ from, to, y, texts }}
          start={middle + pill / 2 + 24}
          what={saved.name === "result" ? `result = ${name}` : name}
          versions={[String(saved.version), String(saved.now)]}
        />
      )}
    </g>
  );
}

type TrailProps = {
  from: PlacedNode;
  to: PlacedNode;
  y: number;
  start: number;
  what: string;
  versions: [string, string];
  texts: MarginTexts;
};

/** A dashed line out of the function into the card that has the tensor now: straight over to it, or down beside the cards. */
function Trail({ from, to, y, start, what, versions: [then, now], texts }: TrailProps) {
  const low = to.y + (to.pill_height ?? 0) * Number(to.kind === "unit") + BELOW_BAR;
  const over = to.x > start + 2 * ROOM;
  const turn = over ? (start + to.x) / 2 : Math.max(from.x + from.width, to.x + to.width) + OUT;
  const end = over ? to.x - 4 : to.x + to.width + 4;
  const back = over ? -1 : 1;
  const [x, top] = over ? [to.x, to.y + to.height + 18] : [turn + 10, y + 12];
  return (
    <>
      <path class="trail" d={`M${start},${y}H${turn}V${low}H${end + 8 * back}`} />
      <path class="trail-h" d={`M${end},${low}l${10 * back},-5v10z`} />
      <text class="note2 err strong" {...{ x }} y={top}>
        {texts.saved()}
      </text>
      <text class="note" {...{ x }} y={top + 18}>
        {what}
      </text>
      <text class="note2" {...{ x }} y={top + 35}>
        {texts.version(then)}
      </text>
      <text class="note2 err strong" x={over ? x + 96 : x} y={over ? top : low - 2}>
        {texts.versionNow(now)}
      </text>
    </>
  );
}
