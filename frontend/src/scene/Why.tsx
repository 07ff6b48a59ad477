// Why no gradient goes to a constant: shown where its function runs, or where it is pointed at.

import type { PlacedNode } from "../recording/types.gen";

/** It stands under the chip, where no number comes by, and to its left where the picture is as wide as that. */
const WIDTH = 84;
const LINE = 14;
/** The way to the card beside it is not longer than its longest line. */
const OUT = 6;

export function Why({ node, lines }: { node: PlacedNode; lines: string[] }) {
  const end = node.x + node.width;
  const isAtEdge = end < WIDTH;
  return (
    <text class="cap2 why" y={node.y + node.height + 2} text-anchor={isAtEdge ? "start" : "end"}>
      {lines.map((line) => (
        <tspan key={line} x={isAtEdge ? node.x - OUT : end} dy={LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
