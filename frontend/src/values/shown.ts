// Which elements of a value a table or a map has room for, and how Python would write that part. Pure.

import type { Grid, Value } from "../recording/types.gen";

/**
 * `cells[row][column]` is an index into the value's `first`. `part` is the slice that is shown, as Python writes it, empty
 * where it is a plain matrix and all there. `every`: a line under each so many rows, where one 2-D slice ends.
 */
export type Shown = { cells: number[][]; part: string; every: number };

const sized = (take: number, size: number): string => (take === size ? ":" : take === 1 ? "0" : `:${take}`);

/** The part of a value that fits a grid. A line of elements that is too long for one row is folded like text. */
export function shownOf({ shape, first }: Value, grid: Pick<Grid, "rows" | "columns">): Shown {
  const wide = shape.at(-1) ?? 1;
  const tall = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const known = Math.floor(first.length / wide);
  if ((wide === 1 && grid.columns > 1) || (wide > grid.columns && known <= 1)) {
    const count = Math.min(first.length, wide === 1 ? tall : wide, grid.rows * grid.columns);
    const line =
      shape.length < 2
        ? [sized(count, wide)]
        : wide === 1
          ? [sized(count, tall), "0"]
          : ["0", sized(count, wide)];
    const outer = shape.slice(2).map(() => "0");
    const all = count === wide * tall;
    return {
      cells: folded(count, grid.columns),
      part: all ? "" : `[${[...outer, ...line].join(", ")}]`,
      every: 0,
    };
  }
  const height = shape.length > 1 ? (shape.at(-2) as number) : 1;
  const room = Math.min(tall, grid.rows, Math.max(1, known));
  const slices = leading(shape.slice(0, -2), Math.floor(room / height));
  const rows = slices.count ? slices.count * height : room;
  const columns = Math.min(wide, grid.columns, first.length);
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => row * wide + column),
  );
  const whole = rows === tall && columns === wide;
  const last = [
    ...(shape.length > 1 ? [sized(slices.count ? height : rows, height)] : []),
    sized(columns, wide),
  ];
  return {
    cells,
    part: whole && shape.length < 3 ? "" : `[${[...slices.places, ...last].join(", ")}]`,
    every: shape.length > 2 && slices.count > 1 ? height : 0,
  };
}

const folded = (count: number, columns: number): number[][] =>
  Array.from({ length: Math.ceil(count / columns) }, (_, row) =>
    Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => row * columns + column),
  );

/** How many 2-D slices, at most `room`, one Python slice can take from the first on, and how it is written. */
function leading(sizes: number[], room: number): { places: string[]; count: number } {
  const places = sizes.map(() => "0");
  let [count, left] = [1, room];
  for (let n = sizes.length - 1; n >= 0 && left > 1; n--) {
    const take = Math.min(sizes[n] as number, left);
    places[n] = take === sizes[n] ? ":" : `:${take}`;
    [count, left] = [count * take, Math.floor(left / take)];
    if (take < (sizes[n] as number)) break;
  }
  return { places, count: room > 0 ? count : 0 };
}
