// What the program wrote, as lines whose pieces know their step. Pure.

import type { Frame, Recording } from "../recording/types.gen";

/** What one step wrote of a line; positions count steps from 1. */
export type Piece = { text: string; position: number };

/** `frames` are the program's own lines of the traceback, outermost first; an error's only. */
export type ConsoleLine = {
  kind: "stdout" | "stderr" | "warning" | "error";
  pieces: Piece[];
  frames: Frame[];
};

/** Prints joined into lines; a stream that comes in between starts a new one. Warnings and the error stand in their place. */
export function linesOf(recording: Recording): ConsoleLine[] {
  const lines: ConsoleLine[] = [];
  let open: ConsoleLine | null = null;
  for (const step of recording.steps) {
    const position = step.index + 1;
    if (step.type === "print") {
      const parts = step.text.split("\n");
      parts.forEach((text, n) => {
        if (n > 0) open = null;
        if (n === parts.length - 1 && text === "") return;
        if (open?.kind === step.stream) open.pieces.push({ text, position });
        else {
          open = { kind: step.stream, pieces: [{ text, position }], frames: [] };
          lines.push(open);
        }
      });
    } else if (step.type === "warning" || step.type === "error") {
      const name = step.type === "warning" ? step.category : step.exception;
      const frames = step.type === "error" ? step.frames : [];
      const text = step.message === "" ? name : `${name}: ${step.message}`;
      lines.push({ kind: step.type, pieces: [{ text, position }], frames });
      open = null;
    }
  }
  return lines;
}

/** The step that a line leads to: the one that began it. */
export const startOf = (line: ConsoleLine): number => line.pieces[0]?.position ?? 1;
