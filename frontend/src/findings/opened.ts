// Which finding was asked for, by its mark in the picture or by what the inspector says of it.

import { signal } from "@preact/signals";
import type { Finding } from "../recording/types.gen";

/** A new object each time, so that asking for the same one again counts. */
export const opened = signal<{ finding: Finding } | null>(null);

export const open = (finding: Finding): void => {
  opened.value = { finding };
};
