// A value by itself: its numbers or its heat map, with the scale, and what holds for all of its elements.

import { formatNumber, formatShape } from "../recording/format";
import type { Grid, Value } from "../recording/types.gen";
import { cellLines, HeatCells, NumberCells, ROW } from "./Cells";
import { endOf } from "./scale";
import { shownOf } from "./shown";

const LEVELS = ["n4", "n3", "n2", "n1", "0", "p1", "p2", "p3", "p4"];
const SQUARE = 16;
// Room for the numbers at both ends.
const ENDS = 28;

type Props = { value: Value; grid: Grid };

/** `grid` says how large: `numbers` or a `heat` map of so many rows and columns. */
export function Figure({ value, grid }: Props) {
  const heat = grid.style === "heat";
  const cell = grid.cell_width;
  const [width, height] = [grid.columns * cell, grid.rows * (heat ? cell : ROW)];
  const { part } = shownOf(value, grid);
  return (
    <figure class="figure graph still">
      <svg width={width + 2} height={height + 2} role="img" aria-label={formatShape(value.shape)}>
        <rect class="box" x={1} y={1} width={width} height={height} rx={heat ? 0 : 3} />
        {heat ? (
          <HeatCells {...{ value, grid, cell }} x={1} y={1} />
        ) : (
          <>
            <path class="cell" d={cellLines(grid, cell, 1, 1)} />
            <NumberCells {...{ value, grid, cell }} x={1} y={1} tone="" />
          </>
        )}
      </svg>
      {heat && (
        <dl class="summary">
          <Facts value={value} part={part} />
        </dl>
      )}
      {heat && <Scale end={endOf(value)} />}
    </figure>
  );
}

function Facts({ value, part }: { value: Value; part: string }) {
  const { min, max, mean, nan = 0, inf = 0 } = value.summary ?? {};
  const facts: [string, string][] = [["shape", formatShape(value.shape)]];
  if (part) facts.push(["shown", part]);
  for (const [name, number] of Object.entries({ min, max, mean }))
    if (number != null) facts.push([name, formatNumber(number)]);
  return (
    <>
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {nan > 0 && <Bad count={nan} what="NaN" />}
      {inf > 0 && <Bad count={inf} what="Inf" />}
    </>
  );
}

function Bad({ count, what }: { count: number; what: string }) {
  return (
    <div class="bad">
      <dt>{what}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** The scale itself: 0 in the middle, its ends the largest magnitude. */
function Scale({ end }: { end: number }) {
  const width = LEVELS.length * SQUARE;
  return (
    <svg class="scale" width={width + 2 * ENDS} height={34} aria-hidden="true">
      {LEVELS.map((level, n) => (
        <rect
          key={level}
          class="heat"
          style={`fill:var(--dv-${level})`}
          x={ENDS + n * SQUARE}
          width={SQUARE}
          height={12}
        />
      ))}
      {[-end, 0, end].map((number, n) => (
        <text key={n} class="cap2" x={ENDS + (n * width) / 2} y={28} text-anchor="middle">
          {formatNumber(number === 0 ? 0 : number)}
        </text>
      ))}
    </svg>
  );
}
