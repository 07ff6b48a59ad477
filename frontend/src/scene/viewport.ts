// What part of the picture is seen: an immutable place and scale. Pure, so that pan, zoom and the camera need no DOM.

import { LEGIBLE } from "./legible";

/** A point of the picture at (x, y) px is seen at (x * scale + left, y * scale + top). */
export type Viewport = { left: number; top: number; scale: number };
export type Size = { width: number; height: number };
/** What the picture is seen through; `above` and `under` are how much of it, in px, buttons lie over. */
export type Pane = Size & { above?: number; under?: number };
export type Box = { x: number; y: number; width: number; height: number };

export const LEAST = 0.1;
export const MOST = 3;
/** As wide as this, a pane has neither notes nor buttons for the zoom: as in scene.css. */
export const NARROW = 420;
const MARGIN = 0.2;
const EDGE = 8;
/** So much of a pane's upper and lower end is better not used: hints and buttons lie there. */
const END = 44;
/** Arithmetic stands to the right of a card, where a pane has room for it; in any, a parcel is wider than the card's end. */
const notesIn = (pane: Size): number => (pane.width > NARROW ? 210 : 36);

/** Where nothing lies over the pane: from how far down, and how high. No buttons lie over a still picture. */
const freeIn = ({ height, above = 0, under = 0 }: Pane) =>
  __STILL__ ? { above: 0, free: height } : { above, free: height - above - under };

/** All of the picture, centred where nothing lies over it; no larger than life. */
export const fitted = (pane: Pane, picture: Size): Viewport =>
  placed(
    pane,
    picture,
    Math.max(LEAST, Math.min(1, pane.width / picture.width, freeIn(pane).free / picture.height)),
  );

/** Whether all of it can be seen with no text smaller than it may be. */
export const canFit = (pane: Pane, picture: Size): boolean => fitted(pane, picture).scale >= LEGIBLE;

/** Where to begin: the whole picture if it can be read so, else at a legible scale the part that begins with `first`. */
export const opening = (pane: Pane, picture: Size, first?: Box, scale = LEGIBLE): Viewport =>
  scale === LEGIBLE && canFit(pane, picture) ? fitted(pane, picture) : placed(pane, picture, scale, first);

function placed(pane: Pane, picture: Size, scale: number, first?: Box): Viewport {
  const { above, free } = freeIn(pane);
  const spare = pane.width - picture.width * scale;
  const middle = first ? pane.width / 2 - (first.x + first.width / 2) * scale : 0;
  return {
    // In the middle, or as far left of it as what stands beside the picture needs.
    left:
      spare > 0
        ? Math.min(spare / 2, Math.max(0, spare - notesIn(pane) * scale))
        : Math.min(0, Math.max(spare, middle)),
    top: above + Math.max(0, (free - picture.height * scale) / 2),
    scale,
  };
}

/** Zoom about a point of the pane, which stays where it is. */
export function zoomed(view: Viewport, by: number, x: number, y: number): Viewport {
  const scale = Math.min(MOST, Math.max(LEAST, view.scale * by));
  const ratio = scale / view.scale;
  return { left: x - (x - view.left) * ratio, top: y - (y - view.top) * ratio, scale };
}

export const panned = (view: Viewport, dx: number, dy: number): Viewport => ({
  ...view,
  left: view.left + dx,
  top: view.top + dy,
});

/**
 * Move no more than needed to have the boxes inside the middle of the pane, and never into the empty beyond the picture.
 * Where not all of them can be seen, the first is, with those of the others that can and as much as can be of the way up to
 * the rest; of a box wider than the pane its end if `late`, else its start.
 */
export function followed(view: Viewport, boxes: Box[], pane: Pane, picture: Size, late = false): Viewport {
  if (boxes.length === 0) return view;
  const { scale } = view;
  const { above, free } = freeIn(pane);
  const [wide, high] = [(pane.width - 2 * EDGE) / scale, (free - 2 * EDGE) / scale];
  const way = Math.min(high, (pane.height - 2 * END) / scale);
  let [x, y, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const [n, box] of boxes.entries()) {
    const [left, top] = [Math.min(x, box.x), Math.min(y, box.y)];
    const [end, foot] = [Math.max(right, box.x + box.width), Math.max(bottom, box.y + box.height)];
    if (n === 0 || (end - left <= wide && foot - top <= high)) [x, y, right, bottom] = [left, top, end, foot];
  }
  // What travels to a box too far away is on its way there.
  if (!__STILL__)
    for (const box of boxes) {
      const foot = Math.max(bottom, box.y + box.height);
      if (foot - y <= high) bottom = foot;
      y = Math.min(y, Math.max(box.y, bottom - way));
    }
  if (right - x > wide) [x, right] = late ? [right - wide, right] : [x, x + wide];
  const notes = notesIn(pane);
  const across = shift(x * scale + view.left, right * scale + view.left, pane.width);
  const left = x * scale + view.left + across;
  // What stands to the right is seen, too, unless the boxes themselves would go out of sight for it.
  const further = Math.max(0, Math.min(left + (right + notes - x) * scale - pane.width, left - EDGE));
  const top = view.top - above;
  const down = shift(y * scale + top, bottom * scale + top, free);
  const end = pane.width - Math.max(picture.width, right + notes) * scale;
  return {
    scale,
    left: within(view.left + across - further, view.left, Math.max(0, -x * scale), end),
    top: within(view.top + down, view.top, above, above + free - picture.height * scale),
  };
}

/** A picture longer than the pane has no edge inside it; a shorter one stays where it is. */
const within = (to: number, from: number, start: number, end: number): number =>
  end >= start ? from : Math.min(start, Math.max(end, to));

function shift(from: number, to: number, room: number): number {
  const margin = Math.min(room * MARGIN, Math.max(8, (room - (to - from)) / 2));
  if (to - from > room - 2 * margin) return (room - (from + to)) / 2;
  if (from < margin) return margin - from;
  return to > room - margin ? room - margin - to : 0;
}

/** What of the boxes lies above and below the pane, the nearest first. */
export function outside<T extends Box>(view: Viewport, boxes: T[], pane: Size): { above: T[]; below: T[] } {
  const above = boxes.filter((box) => (box.y + box.height) * view.scale + view.top < 0);
  const below = boxes.filter((box) => box.y * view.scale + view.top > pane.height);
  return { above: above.sort((a, b) => b.y - a.y), below: below.sort((a, b) => a.y - b.y) };
}

/** The part of the picture that is seen. */
export const shownPart = (view: Viewport, pane: Size): Box => ({
  x: -view.left / view.scale,
  y: -view.top / view.scale,
  width: pane.width / view.scale,
  height: pane.height / view.scale,
});

/** Whether a way from one view to another is short enough to be seen: nothing flies past. */
export function seen(from: Viewport, to: Viewport, pane: Size): boolean {
  const [a, b] = [shownPart(from, pane), shownPart(to, pane)];
  return (
    Math.abs(a.x - b.x) <= 2 * Math.max(a.width, b.width) &&
    Math.abs(a.y - b.y) <= 2 * Math.max(a.height, b.height)
  );
}

/** How far beyond what is seen things are drawn, in panes. */
const AROUND = 0.5;

/**
 * The part of the picture to draw for the way from one view to another: as it was as long as it shows all of that way,
 * else what is seen and a margin around it. So it seldom changes, and by little.
 */
export function near(before: Box | null, from: Viewport, to: Viewport, pane: Size): Box {
  const [a, b] = [shownPart(from, pane), shownPart(to, pane)];
  const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)];
  if (
    before &&
    before.x <= left &&
    before.y <= top &&
    before.x + before.width >= right &&
    before.y + before.height >= bottom &&
    before.width <= MUCH * (right - left) &&
    before.height <= MUCH * (bottom - top)
  )
    return before;
  const [wide, high] = [AROUND * b.width, AROUND * b.height];
  return { x: left - wide, y: top - high, width: right - left + 2 * wide, height: bottom - top + 2 * high };
}

/** As many times what is seen is too much to go on drawing, as after zooming in. */
const MUCH = 4;

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
