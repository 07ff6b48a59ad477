// What the reader wrote, kept over a reload: the program, and the recording that was on show with it.

import { readStored, writeStored } from "../storage/stored";

const PROGRAM = "gradwalk.program";
const DRAFT = "gradwalk.draft";

/** The last program of this tab, else of this reader, whose other tabs may have others; null if there is none. */
export const keptProgram = (): string | null => drafted()[1] ?? readStored(PROGRAM);

/** What was written in this tab on top of a recording, or of the program in a link; null if nothing. */
export function keptDraft(on: string): string | null {
  const [under, source] = drafted();
  return under === on ? (source ?? null) : null;
}

/** Keep the program, as the last one and as this tab's draft on top of what it began with; `on` is empty where that is its own. */
export function keepProgram(source: string, on: string): void {
  writeStored(PROGRAM, source);
  writeStored(DRAFT, JSON.stringify([on, source]), "sessionStorage");
}

const drafted = (): string[] => parse(readStored(DRAFT, "sessionStorage"));

function parse(text: string | null): string[] {
  try {
    const pair: unknown = JSON.parse(text ?? "");
    return Array.isArray(pair) ? pair.filter((part) => typeof part === "string") : [];
  } catch {
    return [];
  }
}
