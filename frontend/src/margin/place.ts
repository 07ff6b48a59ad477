// On which side of a card a note has room. Pure; lengths in px.

type Box = { x: number; y: number; width: number; height: number };

/** From a card to what stands beside it. */
export const GAP = 30;
/** Around a note, and from a frame's border to a note beyond it. */
export const ROUND = 8;
/** No further from its card does a note give way to a border. */
const FAR = 90;
const NOTE = { width: 200, height: 60, gap: GAP };
const CLEARANCE = 6;

/** The right side, or else the left, if no box stands there; null if both are taken. */
export function sideOf<B extends Box>(card: B, boxes: B[]): "left" | "right" | null {
  const y = card.y + card.height - NOTE.height - CLEARANCE;
  const free = (x: number) =>
    !boxes.some(
      (box) =>
        box !== card &&
        box.x < x + NOTE.width &&
        box.x + box.width > x &&
        box.y < y + NOTE.height &&
        box.y + box.height > y,
    );
  if (free(card.x + card.width + NOTE.gap)) return "right";
  return free(card.x - NOTE.gap - NOTE.width) ? "left" : null;
}

/**
 * Where a note begins, from its card's side outwards: beyond the borders that it would cross of frames around the card.
 * Where it would have to go too far for that, it stays beside the card.
 */
export function startOf(card: Box, frames: Box[], side: "left" | "right", wide: number): number {
  const out = (box: Box) => (side === "right" ? box.x + box.width : -box.x);
  const beside = out(card) + GAP;
  const borders = frames.filter((frame) => within(card, frame)).map(out);
  const start = borders
    .sort((a, b) => a - b)
    .reduce((at, border) => (border < at + wide + ROUND ? Math.max(at, border + ROUND + 2) : at), beside);
  const from = start - beside > FAR ? beside : start;
  return side === "right" ? from : -from;
}

const within = (box: Box, frame: Box): boolean =>
  box.x >= frame.x &&
  box.x + box.width <= frame.x + frame.width &&
  box.y >= frame.y &&
  box.y + box.height <= frame.y + frame.height;

/** Whether a frame's border runs through a box. */
export const crossed = (box: Box, frames: Box[]): boolean =>
  frames.some(
    (frame) =>
      !within(box, frame) &&
      box.x < frame.x + frame.width &&
      frame.x < box.x + box.width &&
      box.y < frame.y + frame.height &&
      frame.y < box.y + box.height,
  );
