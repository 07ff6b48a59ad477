// Pointers to what lies outside: their words, and where they lie over nothing. Pure.

import { widthOf } from "../code/breadth";
import { cut } from "./heading";
import { type Box, overlaps } from "./viewport";

const NAMED = 2;
const LONGEST = 14;
const CHARACTER = 7.3;
const PADDING = 18;
const APART = 6;

/**
 * Of names, the nearest first, as many as there is room for in a strip of the picture, and as far to the right as can be. Null
 * where even their number would lie over one of the boxes. `px` is how much of the picture a px of the words is.
 */
export function pointerTo(
  all: string[],
  strip: Box,
  boxes: Box[],
  px = 1,
): { text: string; left: number } | null {
  const names = [...new Set(all)];
  const covered = boxes.filter((box) => overlaps(box, strip));
  const ends = [strip.x + strip.width, ...covered.map(({ x }) => x - APART)].sort((a, b) => b - a);
  for (let named = Math.min(NAMED, names.length); named >= 0 && names.length > 0; named--) {
    const first = names.slice(0, named).map((name) => cut(name, LONGEST));
    const rest = names.length - named;
    const text = `${first.join(", ")}${rest > 0 ? ` +${rest}` : ""}`.trim();
    const width = (widthOf(`↑ ${text}`, CHARACTER) + PADDING) * px;
    const isFree = (left: number) =>
      left >= strip.x &&
      !covered.some((box) => overlaps(box, { ...strip, x: left - APART, width: width + 2 * APART }));
    const left = ends.map((end) => end - width).find(isFree);
    if (left !== undefined) return { text, left };
  }
  return null;
}
