// The chapters of a recording: forward, then a backward call, then forward again. Pure.

import type { Recording } from "./types.gen";

/**
 * Steps `from` to `to`, both included, counted from 1. `call` is null on the way forward; `within` is the call that this
 * one interrupts (it was made in a hook, say), and `continued` says that the call began in an earlier chapter.
 */
export interface Chapter {
  call: number | null;
  within: number | null;
  continued: boolean;
  from: number;
  to: number;
}

/** The chapters in order; a backward call inside another one interrupts it, and an error ends the chapter that it came in. */
export function chaptersOf(recording: Recording): Chapter[] {
  const chapters: Chapter[] = [];
  const calls: number[] = [];
  const begun = new Set<number>();
  for (const step of recording.steps) {
    if (step.type === "backward") calls.push(step.call);
    // The error that a backward call raised ends its chapter: nothing goes forward after it.
    const call = (step.type === "error" ? step.call : null) ?? calls.at(-1) ?? null;
    const position = step.index + 1;
    const open = chapters.at(-1);
    if (open && (open.call === call || step.type === "error")) open.to = position;
    else {
      const within = calls.at(-2) ?? null;
      chapters.push({
        call,
        within,
        continued: call !== null && begun.has(call),
        from: position,
        to: position,
      });
      if (call !== null) begun.add(call);
    }
    if (step.type === "backward_end") calls.splice(calls.lastIndexOf(step.call), 1);
  }
  return chapters;
}

/** The chapter that a position lies in. */
export function chapterAt(chapters: readonly Chapter[], position: number): Chapter | null {
  return chapters.find(({ from, to }) => from <= position && position <= to) ?? null;
}

/** How many backward calls there are. */
export function callsOf(recording: Recording): number {
  return recording.steps.filter(({ type }) => type === "backward").length;
}
