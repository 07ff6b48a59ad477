// The marks of a value: the squares of a heat map. The same in cards, tokens, inspector and ledger.

import { useMemo } from "preact/hooks";
import type { Grid, Scalar, Value } from "../recording/types.gen";
import { type Place, sliceLines } from "./Cells";
import { endOf, levelOf } from "./scale";
import { shownOf } from "./shown";

// What stands in a square, drawn from its top left corner; `s` is its size.
const MARKS: Record<string, (s: number) => string> = {
  minus: (s) => `m3.5,${s / 2}h${s - 7}`,
  nan: (s) => `m3.5,3.5l${s - 7},${s - 7}m0,${7 - s}l${7 - s},${s - 7}`,
  "-inf": (s) => `m3,${s / 2}h${s - 6}`,
  inf: (s) => `m3,${s / 2}h${s - 6}m${3 - s / 2},${3 - s / 2}v${s - 6}`,
};

/** The squares of a heat map, their top left corner at x, y: drawn once for as long as they stay. */
export function HeatCells({ value, grid, cell, x, y }: Place) {
  return useMemo(() => value && squaresOf(value, grid, cell, x, y), [value, grid, cell, x, y]);
}

/**
 * A minus on what is below 0, a cross on NaN, + and − on infinities.
 * One path for each level, however many squares there are.
 */
function squaresOf(value: Value, grid: Grid, size: number, x: number, y: number) {
  const { cells, every } = shownOf(value, grid);
  const end = endOf(value);
  const square = `h${size}v${size}h${-size}z`;
  const squares: Record<string, string> = {};
  const marks: Record<string, string> = {};
  cells.forEach((row, n) => {
    row.forEach((index, m) => {
      const level = levelOf(value.first[index] as Scalar, end);
      const corner = `M${x + m * size},${y + n * size}`;
      const look = MARKS[level] ? "bad" : level;
      squares[look] = (squares[look] ?? "") + corner + square;
      const mark = level[0] === "n" && level !== "nan" ? "minus" : level;
      if (MARKS[mark]) marks[mark] = (marks[mark] ?? "") + corner + MARKS[mark](size);
    });
  });
  return (
    <>
      {Object.entries(squares).map(([level, d]) => (
        <path
          key={level}
          class="heat"
          style={`fill:var(--${level === "bad" ? "err-soft" : `dv-${level}`})`}
          d={d}
        />
      ))}
      {Object.entries(marks).map(([mark, d]) => (
        <path key={mark} class={mark === "minus" ? mark : "cross"} d={d} />
      ))}
      {sliceLines(every, cells.length, size, (cells[0]?.length ?? 0) * size, x, y)}
    </>
  );
}
