// One mark a step, merged where they would touch, labelled where there is room. Pure.

import type { Recording, Step } from "../recording/types.gen";
import { SHAPES, SIDE } from "./shapes";

/** The least distance of two marks, and the least for labels under them, in pixels. */
export const MERGE_PX = 8;
export const LABEL_PX = 48;

/** A mark for the steps `from` to `to` (from 1, both included); `step` is the one whose glyph it wears. */
export interface Tick {
  from: number;
  to: number;
  step: Step;
}

// What must not vanish where several steps share a mark comes last.
const ORDER: Step["type"][] = [
  ...(["bind", "print", "op", "node", "flag", "create", "backward_end"] as const),
  ...(["update", "grad", "accumulate", "backward", "skipped", "warning", "error"] as const),
];
const weight = ({ type }: Step) => ORDER.indexOf(type);

/** Pixels from one step to the next on a track of this width. */
export const pitch = (steps: number, width: number): number => (steps > 1 ? width / (steps - 1) : width);

/** The marks of a recording on a track of `width` pixels, at least MERGE_PX from each other. */
export function ticksOf(recording: Recording, width: number): Tick[] {
  const { steps } = recording;
  const together = sharing(steps.length, width);
  const ticks: Tick[] = [];
  for (let from = 0; from < steps.length; from += Math.min(together, steps.length)) {
    const group = steps.slice(from, from + together);
    const step = group.reduce((best, next) => (weight(next) > weight(best) ? next : best));
    ticks.push({ from: from + 1, to: from + group.length, step });
  }
  return ticks;
}

/** How many steps share a mark. */
const sharing = (steps: number, width: number): number =>
  Math.max(1, Math.ceil(MERGE_PX / Math.max(pitch(steps, width), Number.MIN_VALUE)));

const LARGEST_PX = 18;

/** The size of a mark in pixels: small enough not to lie on the next one. */
export const tickSize = (steps: number, width: number): number =>
  Math.round(Math.min(LARGEST_PX, Math.max(MERGE_PX, pitch(steps, width) * sharing(steps, width))));

/** Where a position lies on the track, from 0 to 1. */
export function fraction(position: number, steps: number): number {
  return steps > 1 ? (position - 1) / (steps - 1) : 0;
}

/** The thumb's width: the marks lie where the middle of the thumb comes to rest. */
export const THUMB_PX = 18;

/**
 * All marks but the current one, as one path for each look of theirs; `middleOf` is where one lies on the track, in pixels.
 * Each begins at a whole pixel of the screen, so that all are equally sharp.
 */
export function pathsOf(
  ticks: readonly Tick[],
  current: number,
  size: number,
  middleOf: (tick: Tick) => number,
): [look: string, path: string][] {
  const corner = (middle: number) => Math.round((middle - size / 2) * devicePixelRatio) / devicePixelRatio;
  const paths: Record<string, string> = {};
  ticks.forEach((tick, n) => {
    const { type } = tick.step;
    const look =
      (n < current ? "past" : "todo") + (type === "error" ? " e" : type === "backward_end" ? " open" : "");
    const left = ((corner(THUMB_PX / 2 + middleOf(tick)) - corner(0)) * SIDE) / size;
    if (n !== current) paths[look] = `${paths[look] ?? ""}M${left.toFixed(2)} 0${SHAPES[type]}`;
  });
  return Object.entries(paths);
}

/** Where a share of the track lies, as a CSS length. */
export const at = (share: number): string =>
  `calc(${THUMB_PX / 2}px + (100% - ${THUMB_PX}px) * ${share.toFixed(5)})`;

/** The position under a pointer `x` pixels into a track that is `width` wide, its thumb included. */
export function positionAt(x: number, width: number, steps: number): number {
  const share = (x - THUMB_PX / 2) / Math.max(1, width - THUMB_PX);
  return Math.round(Math.min(1, Math.max(0, share)) * (steps - 1)) + 1;
}
