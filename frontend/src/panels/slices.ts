// A recorded value cut into two-dimensional sheets: which element stands where. Pure.

import type { Value } from "../recording/types.gen";

/** One sheet of a value: the last two dimensions at a place in those before. A long line is folded like text. */
export interface Sheet {
  rows: number;
  columns: number;
  folded: boolean;
  /** The index of an element in the value's `first`; null where there is none, or it was not recorded. */
  at(row: number, column: number): number | null;
  /** How Python would write the element: `[1, 0, 2]`. */
  nameOf(row: number, column: number): string;
}

/** The dimensions before the last two: those that one steps through. */
export const leadingOf = ({ shape }: Value): number[] => shape.slice(0, -2);

/**
 * The sheet at a place, one index for each leading dimension.
 *
 * A single row or column longer than `fold` goes on in the next row.
 */
export function sheetOf(value: Value, place: readonly number[], fold: number): Sheet {
  const { shape, first } = value;
  const [height = 1, width = 1] = [shape.at(-2), shape.at(-1)];
  const base = leadingOf(value).reduce((offset, size, n) => offset * size + (place[n] ?? 0), 0);
  const start = base * height * width;
  const count = height * width;
  const folded = (height === 1 || width === 1) && count > fold;
  const [rows, columns] = folded ? [Math.ceil(count / fold), fold] : [height, width];
  const within = (row: number, column: number) => row * columns + column;
  return {
    rows,
    columns,
    folded,
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

/** The place of a sheet as Python writes it: `[1, :, :]`; empty where there is only one. */
export const labelOf = (value: Value, place: readonly number[]): string =>
  leadingOf(value).length > 0 ? `[${[...place, ":", ":"].join(", ")}]` : "";

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
