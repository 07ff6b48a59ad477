// What of the picture goes on a sheet of paper, and how large. Pure; lengths in px.

import type { Box } from "../scene/viewport";

/** The room for the picture on a sheet of A4 or Letter, within the margins of print.css. */
const PAPER = { width: 676, height: 860 };
/** Below this scale nobody reads it: then the part around the step is printed at that one. */
const LEAST = 0.4;
const READ = 0.6;

/** The whole picture, or of one that is too large for a sheet the part around `lit`; with its scale. */
export function onPaper(whole: Box, lit: Box): Box & { scale: number } {
  const scale = Math.min(1, PAPER.width / whole.width, PAPER.height / whole.height);
  if (scale >= LEAST) return { x: whole.x, y: whole.y, width: whole.width, height: whole.height, scale };
  const width = Math.min(whole.width, PAPER.width / READ);
  const height = Math.min(whole.height, PAPER.height / READ);
  const within = (middle: number, from: number, room: number) =>
    Math.min(Math.max(middle, from), from + room);
  return {
    x: within(lit.x + (lit.width - width) / 2, whole.x, whole.width - width),
    y: within(lit.y + (lit.height - height) / 2, whole.y, whole.height - height),
    width,
    height,
    scale: READ,
  };
}
