// What a name has meant: every binding of the names that a tensor has had. Pure.

import { nameKey } from "../recording/names";
import type { Recording } from "../recording/types.gen";

/** From `position` on the name means `tensor`; null: it means none any more. */
export interface Binding {
  name: string;
  position: number;
  tensor: string | null;
}

/** For each name that meant this tensor by `position`, everything that it has meant until then, in order. */
export function bindingsOf(recording: Recording, position: number, tensor: string): Binding[][] {
  const names = new Map<string, Binding[]>();
  for (let index = 0; index < position; index++) {
    const step = recording.steps[index];
    const changes = step?.type === "bind" ? [step] : step?.type === "skipped" ? (step.names ?? []) : [];
    for (const change of changes) {
      const key = nameKey(change);
      const before = names.get(key);
      const binding = { name: change.name, position: index + 1, tensor: change.tensor };
      if (before) before.push(binding);
      else names.set(key, [binding]);
    }
  }
  return [...names.values()].filter((meanings) => meanings.some((binding) => binding.tensor === tensor));
}
