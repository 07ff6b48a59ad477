// The marks of a value: the squares of a heat map. The same in cards, tokens, inspector and ledger.

import type { Scalar } from "../recording/types.gen";
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

/**
 * The squares of a heat map, their top left corner at x, y: a minus on what is below 0, a cross on NaN, + and − on infinities.
 * One path for each level, however many squares there are.
 */
export function HeatCells({ value, grid, cell: size, x, y }: Place) {
  if (!value) return null;
  const { cells, every } = shownOf(value, grid);
  const end = endOf(value);
  const squares: Record<string, string> = {};
  const marks: Record<string, string> = {};
  const add = (to: Record<string, string>, key: string, path: string) => {
    to[key] = (to[key] ?? "") + path;
  };
  cells.forEach((row, n) => {
    row.forEach((index, m) => {
      const level = levelOf(value.first[index] as Scalar, end);
      const corner = `M${x + m * size},${y + n * size}`;
      const mark = /^n\d/.test(level) ? "minus" : level;
      add(squares, mark in MARKS && mark !== "minus" ? "bad" : level, `${corner}h${size}v${size}h${-size}z`);
      if (MARKS[mark]) add(marks, mark, corner + MARKS[mark](size));
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
