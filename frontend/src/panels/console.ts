// What the program wrote, as lines that know their step. Pure.

import type { Recording } from "../recording/types.gen";

export type ConsoleLine = { kind: "stdout" | "stderr" | "warning" | "error"; text: string; position: number };

/** Prints joined into lines; a line belongs to the step that began it. Warnings and the error stand in their place. */
export function linesOf(recording: Recording): ConsoleLine[] {
  const lines: ConsoleLine[] = [];
  let open: ConsoleLine | null = null;
  for (const step of recording.steps) {
    const position = step.index + 1;
    if (step.type === "print") {
      const parts = step.text.split("\n");
      parts.forEach((part, n) => {
        if (n > 0) open = null;
        if (n === parts.length - 1 && part === "") return;
        if (open?.kind === step.stream) open.text += part;
        else {
          open = { kind: step.stream, text: part, position };
          lines.push(open);
        }
      });
    } else if (step.type === "warning") {
      lines.push({ kind: "warning", text: `${step.category}: ${step.message}`, position });
      open = null;
    } else if (step.type === "error") {
      lines.push({ kind: "error", text: `${step.exception}: ${step.message}`, position });
      open = null;
    }
  }
  return lines;
}
