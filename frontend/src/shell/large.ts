// Large type, for a projector: chosen from a menu or by a key, and remembered.

import { effect, signal } from "@preact/signals";
import { LEGIBLE, legible } from "../scene/legible";
import { readStored, writeStored } from "../storage/stored";

const KEY = "gradwalk.large";
/** How much larger everything is drawn; panes.css says the same of the page. */
export const LARGER = 1.4;

export const large = signal(false);

/** Take up what was chosen before, and keep page and picture to it. */
export function startLarge(): void {
  large.value = readStored(KEY) === "1";
  effect(() => {
    document.documentElement.toggleAttribute("data-large", large.value);
    legible.value = large.value ? LEGIBLE * LARGER : LEGIBLE;
  });
}

export function setLarge(next: boolean): void {
  large.value = next;
  writeStored(KEY, next ? "1" : "0");
}
