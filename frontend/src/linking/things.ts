// What an element of the page stands for, by the ids that are written on it.

import type { Hover, Selection } from "../player/player";
import { refOf } from "../player/refs";

const THINGS = "[data-ref],[data-function],[data-leaf],[data-tensor],[data-line]";

/** What an element of the page stands for; `at` is where in the window it is pointed at. */
export function thingAt(target: EventTarget | null, at?: { clientX: number; clientY: number }): Hover | null {
  const element = target instanceof Element ? target.closest<HTMLElement | SVGElement>(THINGS) : null;
  if (!element) return null;
  const { ref, function: fn, leaf, tensor, line } = element.dataset;
  if (ref) return refOf(ref);
  if (line) return { kind: "line", line: Number(line) };
  if (fn) return { kind: "function", id: fn };
  const id = tensor ?? leaf;
  if (!id) return null;
  return at && onGradient(element, at) ? { kind: "tensor", id, part: "grad" } : { kind: "tensor", id };
}

/** The gradient has its own place on its tensor's card, its gaps included. */
function onGradient(card: Element, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const box = card.querySelector("[data-grad]")?.getBoundingClientRect();
  if (!box) return false;
  return box.left <= clientX && clientX <= box.right && box.top <= clientY && clientY <= box.bottom;
}

/** The node that an element of the page stands for. */
export function nodeAt(
  target: EventTarget | null,
  at?: { clientX: number; clientY: number },
): Selection | null {
  const thing = thingAt(target, at);
  return thing?.kind === "tensor" || thing?.kind === "function" ? thing : null;
}
