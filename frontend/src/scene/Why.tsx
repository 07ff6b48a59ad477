// Why no gradient goes to a constant: shown where its function runs, or where it is pointed at.

import type { PlacedNode } from "../recording/types.gen";

/** It stands over the chip and to its left, where the picture is as wide as that. */
const WIDTH = 84;

export function Why({ node, lines }: { node: PlacedNode; lines: string[] }) {
  const end = node.x + node.width;
  const isAtEdge = end < WIDTH;
  return (
    <text class="cap2 why" y={node.y - 6} text-anchor={isAtEdge ? "start" : "end"}>
      {lines.map((line, n) => (
        <tspan key={line} x={isAtEdge ? node.x : end} dy={n ? 14 : 14 - 14 * lines.length}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
