// What stands above the rail: what a reader should be told, and prints where steps are too close to show them. Pure.

import type { Recording } from "../recording/types.gen";
import { MERGE_PX, pitch } from "./ticks";

export type Severity = "error" | "warning" | "note" | "print";

/** The least distance of two marks in pixels. */
export const APART_PX = 16;

/** A mark at a position; `count` things share it, and it wears the gravest one's shape. */
export interface Mark {
  position: number;
  severity: Severity;
  count: number;
}

const GRAVITY: readonly Severity[] = ["print", "note", "warning", "error"];
const gravity = (severity: Severity) => GRAVITY.indexOf(severity);

/** The marks on a track of `width` pixels, from left to right. */
export function marksOf(recording: Recording, width: number): Mark[] {
  const room = pitch(recording.steps.length, width);
  const merged = room < MERGE_PX;
  const found: Mark[] = (recording.findings ?? []).map(({ severity, steps }) => ({
    position: (steps?.[0] ?? 0) + 1,
    severity,
    count: 1,
  }));
  if (merged) {
    for (const { type, index } of recording.steps)
      if (type === "print") found.push({ position: index + 1, severity: "print", count: 1 });
  }
  found.sort((one, other) => one.position - other.position);
  const marks: Mark[] = [];
  for (const mark of found) {
    const last = marks.at(-1);
    if (!last || (mark.position - last.position) * room >= APART_PX) marks.push({ ...mark });
    else {
      last.count += 1;
      if (gravity(mark.severity) > gravity(last.severity)) {
        last.severity = mark.severity;
        last.position = mark.position;
      }
    }
  }
  return marks;
}
