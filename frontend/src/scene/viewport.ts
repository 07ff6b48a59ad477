// What part of the picture is seen: an immutable place and scale. Pure, so that pan, zoom and the camera need no DOM.

/** A point of the picture at (x, y) px is seen at (x * scale + left, y * scale + top). */
export type Viewport = { left: number; top: number; scale: number };
export type Size = { width: number; height: number };
export type Box = { x: number; y: number; width: number; height: number };

export const LEAST = 0.2;
export const MOST = 3;
/** At this scale the smallest text, 12 px, is still 12 px: only a reader's own zoom goes below it. */
export const LEGIBLE = 1;
const MARGIN = 0.2;
/** Arithmetic stands to the right of a card: a narrow picture begins left of the middle to leave room for it. */
const NOTES = 100;

/** All of the picture, centred; no larger than life. */
export function fitted(pane: Size, picture: Size): Viewport {
  if (picture.width === 0 || picture.height === 0) return { left: 0, top: 0, scale: 1 };
  const scale = Math.max(LEAST, Math.min(1, pane.width / picture.width, pane.height / picture.height));
  return {
    left: (pane.width - picture.width * scale) / 2,
    top: (pane.height - picture.height * scale) / 2,
    scale,
  };
}

/** Where to begin: the whole picture if it can be read so, else its top at a legible scale. */
export function opening(pane: Size, picture: Size): Viewport {
  const all = fitted(pane, picture);
  if (all.scale >= LEGIBLE) return all;
  const left = Math.max(0, (pane.width - picture.width - NOTES) / 2);
  const top = picture.height <= pane.height ? (pane.height - picture.height) / 2 : 0;
  return { left, top, scale: LEGIBLE };
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
  const moved = panned(view, shift(left, right, pane.width), shift(top, bottom, pane.height));
  return {
    ...moved,
    left: within(moved.left, view.left, pane.width - picture.width * view.scale),
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

/** What lies above and below the pane, by the names given, to be pointed at. */
export function outside<T extends Box>(view: Viewport, boxes: T[], pane: Size): { above: T[]; below: T[] } {
  const above = boxes.filter((box) => (box.y + box.height) * view.scale + view.top < 0);
  const below = boxes.filter((box) => box.y * view.scale + view.top > pane.height);
  return { above, below };
}
