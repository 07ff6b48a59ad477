// On which side of a card a note has room. Pure; lengths in px.

type Box = { x: number; y: number; width: number; height: number };

/** From a card to what stands beside it: out of the group that the card is in. */
export const GAP = 30;
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
