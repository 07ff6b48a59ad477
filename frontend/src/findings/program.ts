// The program that a remedy is for, where there is one to be changed.

import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";

export interface Program {
  /** What stands in the editor. */
  source: ReadonlySignal<string>;
  /** Put another text in its place, which can be undone, and run it. */
  rewrite(source: string): void;
}

/** Null where nothing can be changed: a frame in another page. */
export const ProgramInEditor = createContext<Program | null>(null);
