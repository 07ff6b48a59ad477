// The marks of a value: numbers in a table, or the squares of a heat map. The same in cards, tokens, inspector and ledger.

import { formatNumber } from "../recording/format";
import type { Grid, Scalar, Value } from "../recording/types.gen";
import { endOf, levelOf } from "./scale";
import { shownOf } from "./shown";

export const ROW = 20;

type Place = { value: Value | null; grid: Grid; cell: number; x: number; y: number };

/** An element as a cell writes it. */
export function cellText(scalar: Scalar): string {
  const text =
    typeof scalar === "string" && /^-?\d/.test(scalar) ? formatNumber(Number(scalar)) : formatNumber(scalar);
  return text.replace("Infinity", "Inf");
}

/** A table of numbers, its top left corner at x, y. Null leaves dots: the value is still to come. */
export function NumberCells({
  value,
  grid,
  cell,
  x,
  y,
  tone,
  row = ROW,
}: Place & { tone: string; row?: number }) {
  const cells = Array.from({ length: grid.rows * grid.columns }, (_, n) => n);
  return (
    <>
      {cells.map((n) => {
        const scalar = value?.first[n];
        const text = scalar === undefined ? "·" : cellText(scalar);
        return (
          <text
            key={n}
            class={`num ${tone} ${/NaN|Inf/.test(text) ? "bad" : ""}`}
            x={x + ((n % grid.columns) + 0.5) * cell}
            y={y + (Math.floor(n / grid.columns) + 0.5) * row + 4.5}
          >
            {text}
          </text>
        );
      })}
    </>
  );
}

/** Lines between the cells of a table of numbers. */
export function cellLines(grid: Grid, cell: number, x: number, y: number, height = ROW): string {
  let path = "";
  for (let row = 1; row < grid.rows; row++) path += `M${x},${y + row * height}h${grid.columns * cell}`;
  for (let column = 1; column < grid.columns; column++)
    path += `M${x + column * cell},${y}v${grid.rows * height}`;
  return path;
}

/** Lines under every so many rows: there one 2-D slice of a tensor ends. */
export function sliceLines(every: number, rows: number, height: number, width: number, x: number, y: number) {
  let path = "";
  for (let row = every; every && row < rows; row += every) path += `M${x},${y + row * height}h${width}`;
  return path && <path class="slice" d={path} />;
}

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
