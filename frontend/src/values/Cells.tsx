// The marks of a value: numbers in a table. The same in cards, tokens, inspector and ledger.

import { formatNumber } from "../recording/format";
import type { Grid, Scalar, Value } from "../recording/types.gen";

export const ROW = 20;
/** Where a cell has less room for each character, they stand closer. */
const CHARACTER = 8.4;
const AIR = 6;

export type Place = { value: Value | null; grid: Grid; cell: number; x: number; y: number };

/** An element as a cell writes it. */
export function cellText(scalar: Scalar): string {
  const text =
    typeof scalar === "string" && /^-?\d/.test(scalar) ? formatNumber(Number(scalar)) : formatNumber(scalar);
  return text.replace("Infinity", "Inf");
}

/** A table of numbers, its top left corner at x, y. Null leaves dots: the value is still to come. The last line of a folded one may end early. */
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
        const text = !value ? "·" : scalar === undefined ? "" : cellText(scalar);
        return (
          <text
            key={n}
            class={`num ${tone} ${/NaN|Inf/.test(text) ? "bad" : ""}`}
            x={x + ((n % grid.columns) + 0.5) * cell}
            y={y + (Math.floor(n / grid.columns) + 0.5) * row + 4.5}
            textLength={text.length > cell / CHARACTER ? cell - AIR : undefined}
          >
            {text}
          </text>
        );
      })}
    </>
  );
}

/** Lines between the cells of a table of numbers; none between the lines of a folded row, which is no table. */
export function cellLines(grid: Grid, cell: number, x: number, y: number, height = ROW): string {
  let path = "";
  for (let row = 1; !grid.folded && row < grid.rows; row++)
    path += `M${x},${y + row * height}h${grid.columns * cell}`;
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
