// The address always says which step is shown: #step=12.

import { effect } from "@preact/signals";
import type { Player } from "./player";

const WRITE_MS = 150;

/** The step in a hash, or null. */
export function stepOfHash(hash: string): number | null {
  const step = new URLSearchParams(hash.replace(/^#/, "")).get("step");
  return step !== null && /^\d{1,6}$/.test(step) ? Number(step) : null;
}

/** Keep the address and the player together. Returns what ends it. */
export function bindHash(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    const step = stepOfHash(location.hash);
    if (step !== null && step !== player.position.peek()) player.seek(step);
  };
  const stop = effect(() => {
    const hash = `#step=${player.position.value}`;
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        if (location.hash !== hash) history.replaceState(history.state, "", hash);
      } catch {
        // Opaque frames may not, and Safari allows 100 in 30 s: the address is a convenience.
      }
    }, WRITE_MS);
  });
  addEventListener("hashchange", read);
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener("hashchange", read);
  };
}
