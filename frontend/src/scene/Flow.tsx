// A gradient on its lane: a broad band with chevrons on it.

import { chevronPath, lengthOf, type Point, pathOf } from "./geometry";

const CHEVRON_GAP = 13;

export function Flow({ points, now }: { points: Point[]; now: boolean }) {
  const tone = now ? "now" : "past";
  const band = { d: pathOf(points), style: { "--long": lengthOf(points) } };
  return (
    <g class={`flow ${tone}`}>
      {now && <path class="band rim now" {...band} />}
      <path class={`band ${tone}`} {...band} />
      <path class={`chev ${tone}`} d={chevronPath(points, CHEVRON_GAP, now ? [4, 2.2] : [3.2, 1.8])} />
    </g>
  );
}
