// Whether what was found is told whole in a frame that has no room for it: from when it was asked for until it is closed.

import { signal } from "@preact/signals";

export const asked = signal(false);

/** Take up what was asked of a still picture that the player comes in the place of. */
export function takeUp(still: Element): void {
  asked.value = still.querySelector(".found[open]") !== null;
}
