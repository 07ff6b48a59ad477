// What travels along an edge: how large the parcel is, and where on its lane each one rests so that none hides another. Pure.

import type { Grid, Value } from "../recording/types.gen";
import { cellText } from "../values/Cells";
import { along, type Point } from "./geometry";

export const PARCEL_ROW = 18;
const MOST = 4;
const CELL = 34;
const CHARACTER = 7.9;
const HEAT: Grid = { style: "heat", rows: 8, columns: 16, cell_width: 6, gradient_cell_width: 6 };

export type Parcel = { grid: Grid; width: number; height: number };

/** The box that a value travels in: a table of numbers up to 4x4, a small heat map, or, `none`, its shape in words. */
export function parcelOf({ shape, first, hidden }: Value): Parcel {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  if (hidden || rows * columns === 0 || first.length === 0)
    return boxed({ style: "none", rows: 1, columns: 1, cell_width: 64, gradient_cell_width: 64 });
  if (rows <= MOST && columns <= MOST && first.length >= rows * columns) {
    const longest = Math.max(...first.map((scalar) => cellText(scalar).length));
    const cell = Math.max(CELL, Math.ceil(longest * CHARACTER) + 6);
    return boxed({ style: "numbers", rows, columns, cell_width: cell, gradient_cell_width: cell });
  }
  // A line of elements is folded like text.
  const known = Math.max(1, Math.min(rows, Math.floor(first.length / columns)));
  const line = columns === 1 ? first.length : Math.min(columns, first.length);
  const [tall, wide] =
    line > HEAT.columns && (columns === 1 || known === 1)
      ? [Math.ceil(line / HEAT.columns), HEAT.columns]
      : [known, columns];
  return boxed({ ...HEAT, rows: Math.min(tall, HEAT.rows), columns: Math.min(wide, HEAT.columns) });
}

const boxed = (grid: Grid): Parcel => ({
  grid,
  width: grid.columns * grid.cell_width,
  height: grid.rows * (grid.style === "heat" ? grid.cell_width : PARCEL_ROW),
});

export type Laid = { points: Point[]; parcel: Parcel };

// In the middle of its lane if it can be there.
const PLACES = [0.5, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8];
const APART = 4;

/** How far along its lane each parcel rests, from 0 to 1: none over another, if there is a way. */
export function restsOf(laid: Laid[]): number[] {
  const taken: { x: number; y: number; parcel: Parcel }[] = [];
  return laid.map(({ points, parcel }) => {
    const free = PLACES.find((t) => {
      const { x, y } = along(points, t);
      return !taken.some(
        (other) =>
          Math.abs(other.x - x) < (other.parcel.width + parcel.width) / 2 + APART &&
          Math.abs(other.y - y) < (other.parcel.height + parcel.height) / 2 + APART,
      );
    });
    const t = free ?? 0.5;
    taken.push({ ...along(points, t), parcel });
    return t;
  });
}
