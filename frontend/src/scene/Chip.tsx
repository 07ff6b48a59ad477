// A chip: a constant, or a further use of a leaf whose card is elsewhere.

import { formatNumber } from "../recording/format";
import type { PlacedNode } from "../recording/types.gen";
import { also } from "../still/also";
import { cutTo } from "./heading";
import type { SceneTexts } from "./texts";
import { Why } from "./Why";

type Props = { node: PlacedNode; name: string; look: string; leafTracked: boolean; texts: SceneTexts };

export function Chip({ node, name, look, leafTracked, texts }: Props) {
  const use = node.kind === "use";
  const bar = use && leafTracked ? 4 : 0;
  const text = use
    ? cutTo(name, node.width - 8, 8.5)
    : node.constant == null
      ? ""
      : formatNumber(node.constant);
  const Reason = __STILL__ ? also.Why : Why;
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
      {Reason && !use && <Reason node={node} lines={texts.constant} />}
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
