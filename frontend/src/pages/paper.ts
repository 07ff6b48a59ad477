// What of the picture goes on a sheet of paper, and how large. Pure; lengths in px.

import type { Box } from "../scene/viewport";

/** The room for the picture on a sheet of A4 or Letter, within the margins of print.css. */
const PAPER = { width: 676, height: 860 };
/** Below this scale nobody reads it: then the part around the step is printed as large as its width lets it be, and not below that one. */
const LEAST = 0.4;
const READ = 0.6;

/** The whole picture, or of one that is too large for a sheet the part around `lit`; with its scale. */
export function onPaper(whole: Box, lit: Box): Box & { scale: number } {
  const scale = Math.min(1, PAPER.width / whole.width, PAPER.height / whole.height);
  if (scale >= LEAST) return { x: whole.x, y: whole.y, width: whole.width, height: whole.height, scale };
  const read = Math.max(READ, Math.min(1, PAPER.width / whole.width));
  const width = Math.min(whole.width, PAPER.width / read);
  const height = Math.min(whole.height, PAPER.height / read);
  const within = (middle: number, from: number, room: number) =>
    Math.min(Math.max(middle, from), from + room);
  return {
    x: within(lit.x + (lit.width - width) / 2, whole.x, whole.width - width),
    y: within(lit.y + (lit.height - height) / 2, whole.y, whole.height - height),
    width,
    height,
    scale: read,
  };
}

/** How far a frame may stand out from what is in it, and more. */
const AROUND = 56;

/** Without the frames, or ends of them, in which nothing is drawn because it is too far from what is seen. */
export function inhabited(whole: Box, things: readonly Box[]): Box {
  if (things.length === 0) return whole;
  const x = Math.max(whole.x, Math.min(...things.map((box) => box.x)) - AROUND);
  const y = Math.max(whole.y, Math.min(...things.map((box) => box.y)) - AROUND);
  const right = Math.max(...things.map((box) => box.x + box.width)) + AROUND;
  const bottom = Math.max(...things.map((box) => box.y + box.height)) + AROUND;
  return {
    x,
    y,
    width: Math.min(whole.x + whole.width, right) - x,
    height: Math.min(whole.y + whole.height, bottom) - y,
  };
}
