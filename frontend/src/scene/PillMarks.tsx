// What a function's pill wears while it runs, once it has run, and if it was made by backward.

import type { PlacedNode } from "../recording/types.gen";
import type { PillLook } from "./lines";
import { Octagon } from "./Octagon";

const WIDER = 52;
const HALO = 5;

/** While it runs, its ends reach out to where two gradients leave side by side. */
export const widened = (width: number, node: PlacedNode): number =>
  Math.max(width, Math.min(width + WIDER, node.width - 2 * HALO));

type Box = { x: number; y: number; w: number; h: number };

export function Halo({ x, y, w, h }: Box) {
  return (
    <rect
      class="halo"
      x={x - HALO}
      y={y - HALO}
      width={w + 2 * HALO}
      height={h + 2 * HALO}
      rx={h / 2 + HALO}
    />
  );
}

/** A second line inside of a function's own that a backward call made. */
export const Inside = ({ x, y, w, h }: Box) => (
  <rect class="fn-i" x={x + 3} y={y + 3} width={w - 6} height={h - 6} rx={h / 2 - 3} />
);

/** That it has run, or failed; `left` and `right` are where the pill ends. */
export function Outcome({
  look,
  left,
  right,
  y,
}: {
  look: PillLook;
  left: number;
  right: number;
  y: number;
}) {
  if (look === "error") return <Octagon x={left + 19} y={y} />;
  return look === "ran" || look === "freed" ? <path class="tick" d={`M${right - 26},${y}l4,4 7,-8`} /> : null;
}
