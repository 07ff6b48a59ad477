// What part of the picture is seen: an immutable place and scale. Pure, so that pan, zoom and the camera need no DOM.

import { LEGIBLE } from "./legible";

/** A point of the picture at (x, y) px is seen at (x * scale + left, y * scale + top). */
export type Viewport = { left: number; top: number; scale: number };
export type Size = { width: number; height: number };
export type Box = { x: number; y: number; width: number; height: number };

export const LEAST = 0.1;
export const MOST = 3;
const MARGIN = 0.2;
const EDGE = 8;
/** Arithmetic stands to the right of a card, where a pane has room for it; in any, a parcel is wider than the card's end. */
const notesIn = (pane: Size): number => (pane.width > 420 ? 210 : 24);

/** All of the picture, centred; no larger than life. */
export function fitted(pane: Size, picture: Size): Viewport {
  if (picture.width === 0 || picture.height === 0) return { left: 0, top: 0, scale: 1 };
  const scale = Math.max(LEAST, Math.min(1, pane.width / picture.width, pane.height / picture.height));
  const spare = pane.width - picture.width * scale;
  return {
    // In the middle, or as far left of it as what stands beside the picture needs.
    left: Math.min(spare / 2, Math.max(0, spare - notesIn(pane) * scale)),
    top: (pane.height - picture.height * scale) / 2,
    scale,
  };
}

/** Whether all of it can be seen with no text smaller than it may be. */
export const canFit = (pane: Size, picture: Size): boolean => fitted(pane, picture).scale >= LEGIBLE;

/** Where to begin: the whole picture if it can be read so, else at a legible scale the part that begins with `first`. */
export function opening(pane: Size, picture: Size, first?: Box, scale = LEGIBLE): Viewport {
  if (scale === LEGIBLE && canFit(pane, picture)) return fitted(pane, picture);
  const spare = pane.width - picture.width * scale;
  const middle = first ? pane.width / 2 - (first.x + first.width / 2) * scale : 0;
  const left =
    spare > 0
      ? Math.min(spare / 2, Math.max(0, spare - notesIn(pane) * scale))
      : Math.min(0, Math.max(spare, middle));
  const top = Math.max(0, (pane.height - picture.height * scale) / 2);
  return { left, top, scale };
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

/** Move no more than needed to have the boxes inside the middle of the pane, and never into the empty beyond the picture. */
export function followed(view: Viewport, boxes: Box[], pane: Size, picture: Size): Viewport {
  if (boxes.length === 0) return view;
  const left = Math.min(...boxes.map((box) => box.x)) * view.scale + view.left;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) * view.scale + view.left;
  const top = Math.min(...boxes.map((box) => box.y)) * view.scale + view.top;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) * view.scale + view.top;
  const beside = notesIn(pane) * view.scale;
  const room = pane.width - picture.width * view.scale;
  const across = shift(left, right, pane.width);
  // What stands to the right is seen, too, unless the boxes themselves would go out of sight for it.
  const further = Math.max(0, Math.min(right + across + beside - pane.width, left + across - EDGE));
  const moved = panned(view, across - further, shift(top, bottom, pane.height));
  return {
    ...moved,
    left: within(moved.left, view.left, room < 0 ? room - beside : room),
    top: within(moved.top, view.top, pane.height - picture.height * view.scale),
  };
}

/** A picture longer than the pane has no edge inside it; a shorter one stays where it is. */
const within = (to: number, from: number, room: number): number =>
  room >= 0 ? from : Math.min(0, Math.max(room, to));

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

/** What is seen on the way from one view to another, and as much around it, in whole panes: it seldom changes. */
export function near(from: Viewport, to: Viewport, pane: Size): Box {
  const [a, b] = [shownPart(from, pane), shownPart(to, pane)];
  const [wide, high] = [Math.max(1, b.width), Math.max(1, b.height)];
  const start = (one: number, other: number, step: number) =>
    (Math.floor(Math.min(one, other) / step) - 1) * step;
  const end = (one: number, other: number, step: number) =>
    (Math.ceil(Math.max(one, other) / step) + 1) * step;
  const [x, y] = [start(a.x, b.x, wide), start(a.y, b.y, high)];
  return {
    x,
    y,
    width: end(a.x + a.width, b.x + b.width, wide) - x,
    height: end(a.y + a.height, b.y + b.height, high) - y,
  };
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
