// A chip: a constant, or a further use of a leaf whose card is elsewhere.

import { formatNumber } from "../recording/format";
import type { PlacedNode } from "../recording/types.gen";
import { cut } from "./heading";
import type { SceneTexts } from "./texts";

/** Why no gradient comes stands over the chip and to its left, where the picture is as wide as that. */
const WHY = 84;

type Props = { node: PlacedNode; name: string; look: string; leafTracked: boolean; texts: SceneTexts };

export function Chip({ node, name, look, leafTracked, texts }: Props) {
  const use = node.kind === "use";
  const bar = use && leafTracked ? 4 : 0;
  const end = node.x + node.width;
  const text = use
    ? cut(name, Math.floor((node.width - 8) / 8.5))
    : node.constant == null
      ? ""
      : formatNumber(node.constant);
  return (
    <g class={`chip ${look}`} data-leaf={use ? node.tensor : undefined}>
      <rect
        class={use ? "chip-solid" : "chip-o"}
        x={node.x}
        y={node.y + bar}
        width={node.width}
        height={node.height - bar}
      />
      {bar > 0 && <rect class="card-bar" x={node.x} y={node.y} width={node.width} height={5} />}
      {!use && (
        <text class="cap2 why" y={node.y - 6} text-anchor={end < WHY ? "start" : "end"}>
          {texts.constant.map((line, n, { length }) => (
            <tspan key={line} x={end < WHY ? node.x : end} dy={n ? 14 : 14 - 14 * length}>
              {line}
            </tspan>
          ))}
        </text>
      )}
      <text
        class={use ? "cname small" : "num"}
        x={node.x + node.width / 2}
        y={node.y + bar + (node.height - bar) / 2 + 4.5}
        text-anchor="middle"
      >
        {text}
      </text>
    </g>
  );
}
