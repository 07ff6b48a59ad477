// The scale at which the picture is shown so that its text can be read: larger where a whole room reads it.

import { signal } from "@preact/signals";

/** At this scale the smallest text, 12 px, is still 12 px: only a reader's own zoom goes below it. */
export const LEGIBLE = 1;

export const legible = signal(LEGIBLE);
