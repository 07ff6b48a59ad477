// When the picture moves and how: a single step forward walks, everything else jumps. Pure decisions; the browser animates.

import { along, type Point } from "./geometry";

/** Where the picture stands, and whether it came there by one step forward. */
export type Walk = { at: number; walks: boolean };

/** Coming to a position: one step on walks, anything else jumps; to be drawn again where it stands changes nothing. */
export const walkedTo = (before: Walk, position: number): Walk =>
  position === before.at ? before : { at: position, walks: position === before.at + 1 };

const SAMPLES = 12;
/** The part of a parcel's time in which it travels; in the rest it is back where it can be read. */
const TRAVELS = 0.72;

type Middle = { x: number; y: number };
export type Frame = { transform: string; opacity: number; offset: number };

/** The way of a parcel: along the whole lane into the box at its end, then to be read where its middle rests. */
export function journey(points: Point[], rest: Middle, width: number, height: number): Frame[] {
  const at = (t: number): string => placed(along(points, t), width, height);
  const resting = placed(rest, width, height);
  const travel = Array.from({ length: SAMPLES + 1 }, (_, n) => ({
    transform: at(n / SAMPLES),
    opacity: 1,
    offset: (TRAVELS * n) / SAMPLES,
  }));
  return [
    ...travel,
    { transform: at(1), opacity: 0, offset: TRAVELS + 0.04 },
    { transform: resting, opacity: 0, offset: TRAVELS + 0.05 },
    { transform: resting, opacity: 1, offset: 1 },
  ];
}

/** The transform that puts the middle of a box at a point. */
export const placed = ({ x, y }: Middle, width: number, height: number): string =>
  `translate(${(x - width / 2).toFixed(1)}px, ${(y - height / 2).toFixed(1)}px)`;

/** How much faster than the design's durations, so that a step ends before the next one begins. */
export const paceOf = (speed: number): number => Math.max(0.5, speed);

const tokens = new Map<string, number>();

/** A duration token of the design (`--d-move`), in ms; 0 where the reader wants no motion. */
export function duration(element: Element, token: string, pace: number): number {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return 0;
  // Asked once: to answer, the browser computes the styles of all that was just drawn.
  const time = tokens.get(token) ?? milliseconds(getComputedStyle(element).getPropertyValue(token));
  tokens.set(token, time);
  return time / pace;
}

/** A CSS time in ms: `320ms`, or `.32s` as minifiers write it; 0 for anything else. */
export const milliseconds = (time: string): number =>
  (Number.parseFloat(time) || 0) * (/[\d.]s\s*$/.test(time) ? 1000 : 1);
