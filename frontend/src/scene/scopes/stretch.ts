// How a picture makes room for a box that opens, or closes up after one that was closed. Pure; lengths in px.
//
// Both maps are monotone, so that boxes that were clear of each other stay so, and everything stays on its side of everything.

import type { Box } from "../viewport";

/** A box as the layout has it, and the size that it has now; its top stays where it is, and so does its middle. */
export type Resized = { from: Box; width: number; height: number };

type Along = (at: number) => number;

/** Where a picture's points are now. `x` holds for the middles of boxes, `y` for their tops. */
export type Stretch = { x: Along; y: Along };

export const SAME: Stretch = { x: (x) => x, y: (y) => y };

/** What `resized` does to a picture in which `others` keep their size. */
export function stretchOf(resized: Resized[], others: Box[]): Stretch {
  if (resized.length === 0) return SAME;
  const lower = lowered(resized.filter(({ from, height }) => height > from.height));
  const upper = raised(
    resized.filter(({ from, height }) => height < from.height),
    [...others, ...resized.map(({ from }) => from)],
  );
  return {
    x: widened(resized.filter(({ from, width }) => width > from.width)),
    y: (y) => y + lower(y) - upper(y),
  };
}

/** Every place within the width of a box that grew is pulled apart as much as the box; of several, as much as the most. */
function widened(grown: Resized[]): Along {
  const cuts = [...new Set(grown.flatMap(({ from }) => [from.x, from.x + from.width]))].sort((a, b) => a - b);
  const pieces = cuts.slice(1).map((end, n) => {
    const start = cuts[n] as number;
    const within = grown.filter(({ from }) => from.x <= start && from.x + from.width >= end);
    return { start, end, pull: Math.max(0, ...within.map(({ from, width }) => width / from.width - 1)) };
  });
  return (x) =>
    pieces.reduce((sum, { start, end, pull }) => sum + pull * Math.max(0, Math.min(x, end) - start), x);
}

/** How much lower what begins at `y` stands: boxes beside each other push as far as the tallest, boxes below each other add up. */
function lowered(grown: Resized[]): Along {
  const steps: { bottom: number; by: number }[] = [];
  const at = (y: number) =>
    steps.reduce((most, { bottom, by }) => (bottom <= y ? Math.max(most, by) : most), 0);
  const ordered = [...grown].sort((a, b) => a.from.y + a.from.height - b.from.y - b.from.height);
  for (const { from, height } of ordered)
    steps.push({ bottom: from.y + from.height, by: at(from.y) + height - from.height });
  return at;
}

/** How much higher what begins at `y` stands: by what became free above it and has no other box beside it. */
function raised(shrunk: Resized[], boxes: Box[]): Along {
  const freed = shrunk.flatMap(({ from, height }) => {
    const spans = boxes
      .filter((box) => box !== from)
      .map((box): [number, number] => [box.y, box.y + box.height])
      .sort((a, b) => a[0] - b[0]);
    const free: [number, number][] = [];
    let at = from.y + height;
    const end = from.y + from.height;
    for (const [top, bottom] of spans) {
      if (top > at) free.push([at, Math.min(top, end)]);
      at = Math.max(at, bottom);
      if (at >= end) break;
    }
    if (at < end) free.push([at, end]);
    return free.filter(([top, bottom]) => bottom > top);
  });
  return (y) => freed.reduce((sum, [top, bottom]) => sum + Math.max(0, Math.min(y, bottom) - top), 0);
}
