// Why no gradient goes to a constant: shown where its function runs, or where it is pointed at.

import type { PlacedNode } from "../recording/types.gen";

const LINE = 14;
/** The way to the card beside it is not longer than its longest line. */
const OUT = 6;

/** It stands under the chip, where no number comes by. */
export function Why({ node, lines }: { node: PlacedNode; lines: string[] }) {
  return (
    <text class="cap2 why" y={node.y + node.height + 2}>
      {lines.map((line) => (
        <tspan key={line} x={node.x - OUT} dy={LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
