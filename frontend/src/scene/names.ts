// What the program has called each tensor by a position: the name that it has now, or else the last that it had.

import type { Recording } from "../recording/types.gen";

export type Binding = { at: number; name: string; tensor: string };

export function bindingsOf(recording: Recording): Binding[] {
  return recording.steps.flatMap((step, index) =>
    step.type === "bind" && step.tensor !== null
      ? [{ at: index + 1, name: step.name, tensor: step.tensor }]
      : [],
  );
}

export function namesAt(bindings: Binding[], position: number): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { at, name, tensor } of bindings) {
    if (at > position) break;
    names[tensor] ??= name;
  }
  return names;
}
