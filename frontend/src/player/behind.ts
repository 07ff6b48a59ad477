// A player as what stands beside the picture follows it: a frame later, so that the picture never waits for the panels.

import { batch, computed, effect, signal } from "@preact/signals";
import type { Player } from "./player";

const followers = new WeakMap<Player, Player>();

/** The same player, whose position and selection here are those of the last frame that was painted. */
export function behind(ahead: Player): Player {
  const known = followers.get(ahead);
  if (known) return known;
  const position = signal(ahead.position.peek());
  const selection = signal(ahead.selection.peek());
  const player: Player = {
    ...ahead,
    position,
    selection,
    step: computed(() => ahead.recording.steps[position.value - 1] ?? null),
    state: computed(() => ahead.stateAt(position.value)),
    phase: computed(() => ahead.phaseAt(position.value)),
  };
  const catchUp = () =>
    batch(() => {
      position.value = ahead.position.peek();
      selection.value = ahead.selection.peek();
    });
  // Of several steps in one frame, and of those until it is painted, only the last is followed.
  let waits = false;
  effect(() => {
    const [at, selected] = [ahead.position.value, ahead.selection.value];
    if (waits || (at === position.peek() && selected === selection.peek())) return;
    waits = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        waits = false;
        catchUp();
      }),
    );
  });
  followers.set(ahead, player);
  return player;
}
