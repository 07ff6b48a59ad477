// The chapters of a recording: forward, then a backward call, then forward again. Pure.

import type { Recording } from "../recording/types.gen";

/** Steps `from` to `to`, both included, counted from 1. `call` is null on the way forward. */
export interface Chapter {
  call: number | null;
  from: number;
  to: number;
}

/** The chapters in order; a backward call inside another one (in a hook) interrupts it. */
export function chaptersOf(recording: Recording): Chapter[] {
  const chapters: Chapter[] = [];
  const calls: number[] = [];
  for (const step of recording.steps) {
    if (step.type === "backward") calls.push(step.call);
    const call = calls.at(-1) ?? null;
    const position = step.index + 1;
    const open = chapters.at(-1);
    if (open?.call === call) open.to = position;
    else chapters.push({ call, from: position, to: position });
    if (step.type === "backward_end") calls.splice(calls.lastIndexOf(step.call), 1);
  }
  return chapters;
}

/** The chapter that a position lies in. */
export function chapterAt(chapters: readonly Chapter[], position: number): Chapter | null {
  return chapters.find(({ from, to }) => from <= position && position <= to) ?? null;
}

/** How many backward calls there are: one alone needs no number. */
export function callsOf(recording: Recording): number {
  return recording.steps.filter(({ type }) => type === "backward").length;
}
