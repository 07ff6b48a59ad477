// The numbers under a line, side by side: none over another, none beyond the pane, and their sum where there is room. Pure.

/** A number: where the middle of its operand is from the line's left edge, in which row, and how wide it is. In px. */
export interface Placed {
  x: number;
  row: number;
  width: number;
}

/** How far each number gives way, and how far from the last operand's middle the sum begins. In px. */
export interface Arranged {
  by: number[];
  sum: number;
}

type Box = { row: number; left: number; right: number };

const GAP = 6;
const BEFORE_SUM = 14;
const EDGE = 4;

/** Of numbers in the order of their operands. `sum` is how wide the sum is, 0 if there is none, and `width` the line. */
export function arranged(numbers: readonly Placed[], sum: number, width: number): Arranged {
  const boxes = numbers.map(
    ({ x, row, width: wide }): Box => ({ row, left: x - wide / 2, right: x + wide / 2 }),
  );
  const rows = [...new Set(boxes.map(({ row }) => row))].map((row) => boxes.filter((box) => box.row === row));
  for (const row of rows) {
    part(row);
    keepWithin(row, width - EDGE);
  }
  const beside = sum > 0 ? placeOfSum(rows.at(-1) ?? [], sum, width - EDGE) : 0;
  const by = boxes.map(({ left }, n) => left - startOf(numbers[n] as Placed));
  return { by, sum: beside - (numbers.at(-1)?.x ?? 0) };
}

const startOf = ({ x, width }: Placed): number => x - width / 2;

/** Where two would overlap, each gives way by half. */
function part(row: Box[]): void {
  for (const [n, right] of row.entries()) {
    const left = row[n - 1];
    if (!left) continue;
    const lacking = left.right + GAP - right.left;
    if (lacking <= 0) continue;
    move(left, -lacking / 2);
    move(right, lacking / 2);
  }
}

/** Back from the right end, and then from the left one, which counts where there is no room for all. */
function keepWithin(row: Box[], end: number): void {
  let most = end;
  for (const box of [...row].reverse()) {
    move(box, Math.min(0, most - box.right));
    most = box.left - GAP;
  }
  let least = EDGE;
  for (const box of row) {
    move(box, Math.max(0, least - box.left));
    least = box.right + GAP;
  }
}

/** After the last number; else before the first; else at the end, for which the numbers give way. */
function placeOfSum(row: Box[], sum: number, end: number): number {
  const [first, last] = [row[0], row.at(-1)];
  if (!first || !last) return 0;
  const after = last.right + BEFORE_SUM;
  if (after + sum <= end) return after;
  const before = first.left - BEFORE_SUM - sum;
  if (before >= EDGE) return before;
  keepWithin(row, end - sum - BEFORE_SUM);
  return Math.max(end - sum, last.right + BEFORE_SUM);
}

function move(box: Box, by: number): void {
  box.left += by;
  box.right += by;
}
