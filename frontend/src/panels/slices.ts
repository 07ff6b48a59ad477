// A recorded value cut into two-dimensional sheets: which element stands where. Pure.

import type { Value } from "../recording/types.gen";
import { cellText } from "../values/Cells";

/** One sheet of a value: the last two dimensions at a place in those before, or no more than the first row. A long line is folded like text. */
export interface Sheet {
  rows: number;
  columns: number;
  folded: boolean;
  /** Python's indices for it: `[1, :, :]`; empty where it is all there is. */
  part: string;
  /** How many elements it has; those of the last row of a folded one may be fewer. */
  count: number;
  /** The index of an element in the value's `first`; null where there is none, or it was not recorded. */
  at(row: number, column: number): number | null;
  /** How Python would write the element: `[1, 0, 2]`. */
  nameOf(row: number, column: number): string;
}

/** The dimensions before the last two: those that one steps through. */
export const leadingOf = ({ shape }: Value): number[] => shape.slice(0, -2);

/** What a panel has room for, a figure's width in monospace of 13 px, and what a cell has around its figures, in px. */
const [ROOM, FIGURE, AROUND] = [300, 7.85, 11];
const MOST_COLUMNS = 8;

/** How many of a value's numbers stand abreast in a panel; never more than eight. */
export function abreastOf(value: Value): number {
  const longest = value.first.reduce<number>((most, scalar) => Math.max(most, cellText(scalar).length), 1);
  return Math.max(1, Math.min(MOST_COLUMNS, Math.floor(ROOM / (longest * FIGURE + AROUND))));
}

/**
 * The sheet at a place, one index for each leading dimension.
 *
 * A single row longer than `fold` goes on in the next row; so does a single column that is longer than `tallest`. A matrix of
 * which only one such row was recorded is that row.
 */
export function sheetOf(value: Value, place: readonly number[], fold: number, tallest = fold): Sheet {
  const { shape, first } = value;
  const [height = 1, width = 1] = [shape.at(-2), shape.at(-1)];
  const base = leadingOf(value).reduce((offset, size, n) => offset * size + (place[n] ?? 0), 0);
  const start = base * height * width;
  const row = height > 1 && width > fold && first.length - start <= width;
  const count = row ? width : height * width;
  const folded = row || (height === 1 && width > fold) || (width === 1 && height > tallest);
  const [rows, columns] = folded ? [Math.ceil(count / fold), fold] : [height, width];
  const within = (row: number, column: number) => row * columns + column;
  return {
    rows,
    columns,
    folded,
    count,
    part: row || place.length > 0 ? `[${[...place, row ? 0 : ":", ":"].join(", ")}]` : "",
    at(row, column) {
      const index = within(row, column);
      return index < count && start + index < first.length ? start + index : null;
    },
    nameOf(row, column) {
      const index = within(row, column);
      const last =
        shape.length > 1 ? [Math.floor(index / width), index % width] : shape.length === 1 ? [index] : [];
      return `[${[...place, ...last].join(", ")}]`;
    },
  };
}

/** The places in which at least one element was recorded, as how far each leading dimension can be stepped. */
export function reachOf(value: Value): number[] {
  const leading = leadingOf(value);
  const sheet = (value.shape.at(-2) ?? 1) * (value.shape.at(-1) ?? 1);
  const known = Math.max(1, Math.ceil(value.first.length / Math.max(1, sheet)));
  // Row-major: a dimension is stepped as far as the recorded sheets go when those before it are at 0.
  let inner = 1;
  return leading.map((_, n) => {
    inner = leading.slice(n + 1).reduce((product, size) => product * size, 1);
    return Math.min(leading[n] ?? 1, Math.ceil(known / inner));
  });
}

/** The part of a long line that is in view, with a margin so that scrolling shows no gap. */
export function windowOf(scrolled: number, visible: number, size: number, count: number): [number, number] {
  const margin = 4;
  const from = Math.max(0, Math.floor(scrolled / size) - margin);
  const to = Math.min(count, Math.ceil((scrolled + visible) / size) + margin);
  return [Math.min(from, count), Math.max(to, 0)];
}

const CHOICES = [64, 256, 1024, 4096];
/** How many elements a value to record so that all of `count` are there, as far as that is possible; null if it is so already. */
export function enoughFor(count: number, recorded: number): number | null {
  const wanted = CHOICES.find((choice) => choice >= count) ?? CHOICES.at(-1) ?? 0;
  return wanted > recorded ? wanted : null;
}
