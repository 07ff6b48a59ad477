// A function: a pill with its name and its expression, docked on the tensor that it made.

import { functionOf, originOf, shortName } from "../recording/lookup";
import type { PlacedNode, Recording } from "../recording/types.gen";
import { cut } from "./heading";
import type { PillLook } from "./lines";
import { Octagon } from "./Octagon";
import type { SceneTexts } from "./texts";

const HEIGHT = 28;
const NOW = 2;
const WIDER = 52;
const HALO = 5;

type Props = { recording: Recording; node: PlacedNode; look: PillLook; texts: SceneTexts };

export function Pill({ recording, node, look, texts }: Props) {
  const row = functionOf(recording, node.function as string);
  const width = node.pill_width || node.width;
  const middle = node.x + node.width / 2;
  const grow = look === "now" || look === "error" ? NOW : 0;
  // While it runs, its ends reach out to where two gradients leave side by side.
  const w = (grow ? Math.max(width, Math.min(width + WIDER, node.width - 2 * HALO)) : width) + 2 * grow;
  const h = HEIGHT + 2 * grow;
  const [x, y] = [middle - w / 2, node.y - grow];
  // A name is what a program wants: no longer than its pill.
  const name = cut(shortName(row.name), Math.floor((width - 52) / 8.2));
  const room = Math.floor((width - 76 - name.length * 8.2) / 7.9);
  // What a backward call made stands in no expression: it says which call that was.
  const second = row.made_by !== null;
  const expression = second
    ? texts.madeBy(row.made_by as number)
    : cut(originOf(recording, row), Math.max(0, room));
  return (
    <g class={`fn ${look} ${second ? "second" : ""}`} data-function={node.function} data-state={look}>
      {node.kind === "unit" && (
        <path class="stem" d={`M${middle},${node.y + HEIGHT}V${node.y + (node.pill_height ?? HEIGHT)}`} />
      )}
      {grow > 0 && (
        <rect
          class="halo"
          x={x - HALO}
          y={y - HALO}
          width={w + 2 * HALO}
          height={h + 2 * HALO}
          rx={h / 2 + HALO}
        />
      )}
      <rect class="fn-o" x={x} y={y} width={w} height={h} rx={h / 2} />
      {second && <rect class="fn-i" x={x + 3} y={y + 3} width={w - 6} height={h - 6} rx={h / 2 - 3} />}
      <text x={middle} y={node.y + 19} text-anchor="middle">
        <tspan class="fn-l">{name}</tspan>
        {expression.length > 1 && (
          <tspan class="fn-e" dx="8">
            {expression}
          </tspan>
        )}
      </text>
      {(look === "ran" || look === "freed") && (
        <path class="tick" d={`M${middle + width / 2 - 26},${node.y + 14}l4,4 7,-8`} />
      )}
      {look === "error" && <Octagon x={middle - width / 2 + 19} y={node.y + HEIGHT / 2} />}
    </g>
  );
}
