// A function: a pill with its name and its expression, docked on the tensor that it made.

import { widthOf } from "../code/breadth";
import { functionOf, originOf, shortName } from "../recording/lookup";
import type { PlacedNode, Recording } from "../recording/types.gen";
import { also } from "../still/also";
import { cutTo } from "./heading";
import type { PillLook } from "./lines";
import { Halo, Inside, Outcome, widened } from "./PillMarks";
import type { SceneTexts } from "./texts";

const HEIGHT = 28;
/** A character of its name. */
const LETTER = 8.2;
const NOW = 2;

type Props = { recording: Recording; node: PlacedNode; look: PillLook; texts: SceneTexts };

export function Pill({ recording, node, look, texts }: Props) {
  const row = functionOf(recording, node.function as string);
  const width = node.pill_width || node.width;
  const middle = node.x + node.width / 2;
  const Around = __STILL__ ? also.Halo : Halo;
  const Inner = __STILL__ ? also.Inside : Inside;
  const Ended = __STILL__ ? also.Outcome : Outcome;
  const wide = __STILL__ ? also.widened : widened;
  const grow = look === "now" || look === "error" ? NOW : 0;
  const w = (grow && wide ? wide(width, node) : width) + 2 * grow;
  const h = HEIGHT + 2 * grow;
  const [x, y] = [middle - w / 2, node.y - grow];
  // A name is what a program wants: no longer than its pill.
  const name = cutTo(shortName(row.name), width - 52, LETTER);
  const room = width - 76 - widthOf(name, LETTER);
  // What a backward call made stands in no expression: it says which call that was.
  const second = (!__STILL__ || also.Inside !== undefined) && row.made_by !== null;
  const expression = second
    ? texts.madeBy(row.made_by as number)
    : cutTo(originOf(recording, row), room, 7.9);
  return (
    <g class={`fn ${look} ${second ? "second" : ""}`} data-function={node.function} data-state={look}>
      {node.kind === "unit" && (
        <path class="stem" d={`M${middle},${node.y + HEIGHT}V${node.y + (node.pill_height ?? HEIGHT)}`} />
      )}
      {Around && grow > 0 && <Around {...{ x, y, w, h }} />}
      <rect class="fn-o" x={x} y={y} width={w} height={h} rx={h / 2} />
      {Inner && second && <Inner {...{ x, y, w, h }} />}
      <text x={middle} y={node.y + 19} text-anchor="middle">
        <tspan class="fn-l">{name}</tspan>
        {expression.length > 1 && (
          <tspan class="fn-e" dx="8">
            {expression}
          </tspan>
        )}
      </text>
      {Ended && (
        <Ended look={look} left={middle - width / 2} right={middle + width / 2} y={node.y + HEIGHT / 2} />
      )}
    </g>
  );
}
