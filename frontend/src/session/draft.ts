// What the reader wrote, kept over a reload: the program, and the recording that was on show with it.

import { readStored, writeStored } from "../storage/stored";

const PROGRAM = "gradwalk.program";
const DRAFT = "gradwalk.draft";

/** The last program of this reader, null if there is none. */
export const keptProgram = (): string | null => readStored(PROGRAM);

/** What was written in this tab on top of a recording, null if nothing. */
export function keptDraft(id: string): string | null {
  const [of, source] = parse(readStored(DRAFT, "sessionStorage"));
  return of === id ? (source ?? null) : null;
}

/** Keep the program, as the last one and as this tab's draft on top of the recording on show. */
export function keepProgram(source: string, id: string | null): void {
  writeStored(PROGRAM, source);
  if (id !== null) writeStored(DRAFT, JSON.stringify([id, source]), "sessionStorage");
}

function parse(text: string | null): string[] {
  try {
    const pair: unknown = JSON.parse(text ?? "");
    return Array.isArray(pair) ? pair.filter((part) => typeof part === "string") : [];
  } catch {
    return [];
  }
}
