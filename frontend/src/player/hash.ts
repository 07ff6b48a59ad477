// The address always says which step is shown: #step=12.

import { effect } from "@preact/signals";
import type { Player } from "./player";

// Safari allows 100 writes in 30 s.
const WRITE_MS = 320;

/** The step in a hash, or null. */
export function stepOfHash(hash: string): number | null {
  const step = new URLSearchParams(hash.replace(/^#/, "")).get("step");
  return step !== null && /^\d{1,6}$/.test(step) ? Number(step) : null;
}

/** Keep the address and the player together. Returns what ends it. */
export function bindHash(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = stepOfHash(location.hash);
  const read = () => {
    const step = stepOfHash(location.hash);
    known = step;
    if (step !== null && step !== player.position.peek()) player.seek(step);
  };
  const stop = effect(() => {
    const step = String(player.position.value);
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        // Another step stands there already, and the event that tells of it is on its way.
        const there = stepOfHash(location.hash);
        if (there !== null && there !== known) {
          known = there;
          return;
        }
        known = Number(step);
        const params = new URLSearchParams(location.hash.slice(1));
        if (params.get("step") === step) return;
        params.set("step", step);
        history.replaceState(history.state, "", `#${params}`);
      } catch {
        // Opaque frames may not: the address is a convenience.
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
