// How far a program's text is scrolled sideways so that an expression is seen. Lengths in px.

import { isCalm } from "../player/wishes";

const RIM = 4;
const END = 16;
/** The numbers of the lines, which stay where they are, and as much of the text. */
const START = 64;

/**
 * `from` and `to` are where the expression is from the pane's left edge if nothing is scrolled. Not at all where that shows it;
 * else as little as shows its end. Of one wider than the pane the start is shown: not at all where that stands in the left half,
 * as no more of it would be seen than the lines lose.
 */
export function scrolledTo(from: number, to: number, width: number): number {
  if (to + RIM <= width) return 0;
  const end = to + END - width;
  if (end <= from - START) return end;
  return from <= width / 2 ? 0 : from - START;
}

/** Scroll a box sideways. All lines move: the eye goes along, unless they are only just drawn. */
export const scrollTo = (box: HTMLElement, left: number, gliding = true): void =>
  box.scrollTo({ left, behavior: gliding && !isCalm() ? "smooth" : "auto" });

/** Scroll a box sideways so that the lamp is in it. */
export function scrollAlong(box: HTMLElement | null, gliding = false): void {
  const mark = box?.querySelector<HTMLElement>("mark.now");
  if (!box || !mark) return;
  const { offsetLeft: from, offsetWidth: wide } = mark;
  const left = scrolledTo(from, from + wide, box.clientWidth);
  if (__STILL__) box.scrollLeft = left;
  else scrollTo(box, left, gliding);
}
