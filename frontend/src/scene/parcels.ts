// What travels along an edge: how large the parcel is, and where on its lane each one rests so that none hides another. Pure.

import type { Grid, Value } from "../recording/types.gen";
import { cellText } from "../values/Cells";
import { along, type Point } from "./geometry";

export const PARCEL_ROW = 18;
const MOST = 4;
const CELL = 34;
const CHARACTER = 7.9;
/** A row of numbers that is wider goes on in the next line, as it does in a card. */
const WIDEST_ROW = 200;
/** A telephone shows no wider table: that is a heat map. */
const WIDEST_TABLE = 320;
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
    const lines = rows === 1 ? Math.ceil((columns * cell) / WIDEST_ROW) : 1;
    if (rows === 1 || columns * cell <= WIDEST_TABLE)
      return boxed({
        style: "numbers",
        rows: rows * lines,
        columns: Math.ceil(columns / lines),
        cell_width: cell,
        gradient_cell_width: cell,
        folded: lines > 1,
      });
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
type Middle = { x: number; y: number };
type Box = { x: number; y: number; width: number; height: number };

// In the middle of its lane if it can be there.
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
/** Or with an edge beside its middle, where the lane is still as wide: to the right or the left. */
const SIDES = [0.52, -0.52];
const APART = 4;
/** As much of its width it may rest to a side of its lane: the lane still leads to it. */
const ASIDE = 0.42;

/**
 * Where each parcel rests, by its middle: on its lane, over no other and over as little of the boxes as it can.
 * `chips` are boxes so small that a parcel would hide them: it rather rests to a side of its lane.
 */
export function restsOf(laid: Laid[], boxes: Box[], chips: Box[] = []): Middle[] {
  const taken: Box[] = [];
  for (const { points, parcel } of laid) {
    const { width, height } = parcel;
    const covers = (all: Box[], here: Box) => all.reduce((sum, box) => sum + shared(here, box), 0);
    const hides = (here: Box) => chips.some((chip) => shared(here, chip, 0) > (chip.width * chip.height) / 8);
    const best = (sides: number[], costOf: (here: Box) => number) => {
      const places = sides.flatMap((side) =>
        PLACES.map((t) => {
          const { x, y } = along(points, t);
          const here = { x: x + (side - 0.5) * width, y: y - height / 2, width, height };
          return { here, cost: costOf(here) };
        }),
      );
      return places.reduce((one, other) => (other.cost < one.cost ? other : one)).here;
    };
    const cost = (here: Box) => 4 * covers(taken, here) + covers(boxes, here);
    const middle = best([0], cost);
    const aside = hides(middle)
      ? best(SIDES, (here) => (hides(here) ? Number.POSITIVE_INFINITY : cost(here)))
      : middle;
    taken.push(hides(aside) ? middle : aside);
  }
  for (const [n, one] of taken.entries())
    for (const other of taken.slice(n + 1)) if (shared(one, other)) part(one, other);
  return taken.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }));
}

/** Two that lie over each other step aside, each as far as its lane still leads to it. */
function part(one: Box, other: Box): void {
  const [left, right] = one.x + one.width / 2 <= other.x + other.width / 2 ? [one, other] : [other, one];
  const over = left.x + left.width + APART - right.x;
  left.x -= Math.min(over / 2, ASIDE * left.width);
  right.x += Math.min(over / 2, ASIDE * right.width);
}

/** How much of two boxes lies over each other, or almost, in square px. */
function shared(a: Box, b: Box, apart = APART): number {
  const lap = (from: number, long: number, other: number, far: number) =>
    Math.max(0, Math.min(from + long, other + far) - Math.max(from, other) + apart);
  return lap(a.x, a.width, b.x, b.width) * lap(a.y, a.height, b.y, b.height);
}
