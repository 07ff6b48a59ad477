// What the program calls each tensor at a position; a card falls back to the first name that its tensor ever has.

import type { State } from "../recording/fold";

/** Tensors by id to the names that mean them now; of several, the one bound first. */
export function namesAt(state: State): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, tensor] of Object.entries(state.names)) names[tensor] ??= name;
  return names;
}
