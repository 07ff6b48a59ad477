// What the program calls each tensor at a position; a card falls back to the first name that its tensor ever has.

import type { State } from "./fold";
import type { Bind, NameChange } from "./types.gen";

/** The key of a bound name in a state's `names`: a local one stands behind its call's scope and a space. */
export const nameKey = ({ local, name }: Bind | NameChange): string =>
  local == null ? name : `${local} ${name}`;

const named = (key: string): string => key.replace(/^c\d+ /, "");

// A state is never changed, and is asked by everything that a step draws anew.
const known = new WeakMap<State, Record<string, string>>();

/** Tensors by id to the names that mean them now: a global one before a local one, and of several the one bound first. */
export function namesAt(state: State): Record<string, string> {
  const names = known.get(state) ?? gathered(state);
  known.set(state, names);
  return names;
}

function gathered(state: State): Record<string, string> {
  const entries = Object.entries(state.names);
  const names: Record<string, string> = {};
  for (const [key, tensor] of entries) if (named(key) === key) names[tensor] ??= key;
  for (const [key, tensor] of entries) names[tensor] ??= named(key);
  return names;
}
