// What travels in the current step, on top of everything else: values on their way down, gradients on their way up.

import { useLayoutEffect, useRef } from "preact/hooks";
import { formatShape } from "../recording/format";
import { valueAt } from "../recording/lookup";
import type { PlacedEdge, PlacedNode, Recording, Value } from "../recording/types.gen";
import { cellLines, NumberCells } from "../values/Cells";
import { HeatCells } from "../values/HeatCells";
import type { LineView } from "./future";
import type { Lanes, Point } from "./geometry";
import { duration, journey, placed } from "./motion";
import { PARCEL_ROW, type Parcel, parcelOf, restsOf } from "./parcels";
import { labelOf } from "./wordBoxes";

type Travelling = { edge: PlacedEdge; view: LineView; lanes: Lanes };
type Props = {
  recording: Recording;
  lines: (Travelling | null)[];
  /** What is better not lain over. */
  boxes: PlacedNode[];
  position: number;
  pace: number | null;
};

/** `pace` is null where the picture jumped: everything is where it rests, at once. */
export function Tokens({ recording, lines, boxes, position, pace }: Props) {
  const laid = lines.flatMap((line) => {
    const gradient = line?.view.gradient === "now";
    const index = gradient ? line?.view.sent : line?.view.token;
    if (!line || index == null) return [];
    const value = valueAt(recording, index);
    const points = gradient ? line.lanes.gradient : line.lanes.data;
    const label = labelOf(line.edge, line.lanes.data);
    return [{ id: line.edge.id, gradient, value, points, label, parcel: parcelOf(value) }];
  });
  const rests = restsOf(
    laid,
    [...boxes, ...laid.flatMap(({ label }) => label ?? [])],
    boxes.filter(({ kind }) => kind === "use"),
  );
  return (
    <>
      {laid.map(({ id, gradient, value, points, parcel }, n) => (
        <Token
          key={`${id} ${position}`}
          {...{ gradient, value, points, parcel, pace }}
          edge={id}
          rest={rests[n] as { x: number; y: number }}
        />
      ))}
    </>
  );
}

type TokenProps = {
  edge: string;
  value: Value;
  gradient: boolean;
  points: Point[];
  parcel: Parcel;
  rest: { x: number; y: number };
  pace: number | null;
};

function Token({ edge, value, gradient, points, parcel, rest, pace }: TokenProps) {
  const element = useRef<SVGGElement>(null);
  const { grid, width, height } = parcel;
  useLayoutEffect(() => {
    if (__STILL__) return;
    const time = element.current && pace ? duration(element.current, "--d-move", pace) : 0;
    if (time > 0)
      element.current?.animate?.(journey(points, rest, width, height), {
        duration: time * 1.4,
        easing: "cubic-bezier(.45, 0, .2, 1)",
      });
  }, []);
  const cell = grid.cell_width;
  return (
    <g
      ref={element}
      class={`token ${gradient ? "gradient" : "forward"}`}
      data-token={edge}
      style={{ transform: placed(rest, width, height) }}
    >
      <rect class="tok" {...{ width, height }} rx={gradient ? 5 : 0} />
      {grid.style === "heat" && <HeatCells {...{ value, grid, cell }} x={0} y={0} />}
      {grid.style === "numbers" && (
        <>
          <path class="tok-l" d={cellLines(grid, cell, 0, 0, PARCEL_ROW)} />
          <NumberCells {...{ value, grid, cell }} x={0} y={0} tone="hot" row={PARCEL_ROW} />
        </>
      )}
      {grid.style === "none" && (
        <text class="num hot" x={width / 2} y={height / 2 + 4.5}>
          {formatShape(value.shape)}
        </text>
      )}
    </g>
  );
}
