// A node as text, to be written on an element that stands for it: `tensor t3`, `function f2`, `tensor t3 grad`.

import type { Selection } from "./player";

export const refText = ({ kind, id, part }: Selection): string => [kind, id, part].filter(Boolean).join(" ");

/** The node that a text names, null if it names none. */
export function refOf(text: string): Selection | null {
  const [kind, id, part] = text.split(" ");
  if ((kind !== "tensor" && kind !== "function") || !id) return null;
  return part === "grad" ? { kind, id, part } : { kind, id };
}
