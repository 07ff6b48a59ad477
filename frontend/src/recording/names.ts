// What the program calls each tensor at a position; a card falls back to the first name that its tensor ever has.

import type { State } from "./fold";
import type { Bind, NameChange } from "./types.gen";

/** The key of a bound name in a state's `names`: a local one stands behind its call's scope and a space. */
export const nameKey = ({ local, name }: Bind | NameChange): string =>
  local == null ? name : `${local} ${name}`;

const named = (key: string): string => key.replace(/^c\d+ /, "");

// Names are asked for by everything that a step draws anew, and few steps change one.
const known = new WeakMap<State["names"], Record<string, string>>();

/** Tensors by id to the names that mean them now: a global one before a local one, and of several the one bound first. */
export function namesAt({ names: bound }: Pick<State, "names">): Record<string, string> {
  const names = known.get(bound) ?? gathered(bound);
  known.set(bound, names);
  return names;
}

function gathered(bound: State["names"]): Record<string, string> {
  const entries = Object.entries(bound);
  const names: Record<string, string> = {};
  for (const [key, tensor] of entries) if (named(key) === key) names[tensor] ??= key;
  for (const [key, tensor] of entries) names[tensor] ??= named(key);
  return names;
}
