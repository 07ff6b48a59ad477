// On which side of a card a note has room. Pure; lengths in px.

import type { PlacedEdge } from "../recording/types.gen";
import { crosses, type Point, pointsOf } from "../scene/geometry";

type Box = { x: number; y: number; width: number; height: number };

/** From a card to what stands beside it. */
export const GAP = 30;
/** Around a note, and from a frame's border to a note beyond it. */
export const ROUND = 8;
/** No further from its card does a note give way to a border. */
const FAR = 90;
const NOTE = { width: 200, height: 60, gap: GAP };
const CLEARANCE = 6;
/** As far from the middle of an edge stands what it carries. */
const CARRIED = 24;

/**
 * The right side, or else the left, if no box stands there and none of the lines runs through it; null if both are taken.
 * The lines are those that carry something else: a note beside them would be read as theirs.
 */
export function sideOf<B extends Box>(
  card: B,
  boxes: B[],
  lines: readonly Point[][] = [],
): "left" | "right" | null {
  const y = card.y + card.height - NOTE.height - CLEARANCE;
  const free = (x: number) =>
    !boxes.some(
      (box) =>
        box !== card &&
        box.x < x + NOTE.width &&
        box.x + box.width > x &&
        box.y < y + NOTE.height &&
        box.y + box.height > y,
    ) &&
    !lines.some((points) =>
      crosses(points, [{ x: x - CARRIED, y, width: NOTE.width + 2 * CARRIED, height: NOTE.height }]),
    );
  if (free(card.x + card.width + NOTE.gap)) return "right";
  return free(card.x - NOTE.gap - NOTE.width) ? "left" : null;
}

/** For each box, the curves that begin at others and go where one of its own goes. */
export function besides(edges: readonly PlacedEdge[]): Map<string, Point[][]> {
  const meeting = new Map<string, PlacedEdge[]>();
  for (const edge of edges) meeting.set(edge.target, [...(meeting.get(edge.target) ?? []), edge]);
  const found = new Map<string, Point[][]>();
  for (const { source, target } of edges) {
    const others = (meeting.get(target) ?? []).filter((edge) => edge.source !== source);
    if (others.length > 0) found.set(source, [...(found.get(source) ?? []), ...others.map(pointsOf)]);
  }
  return found;
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
