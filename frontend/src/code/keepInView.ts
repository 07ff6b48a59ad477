// The program's box is scrolled, and nothing around it, so that a part of the program is in it.

import { scrolledTo } from "./inView";

/** `part` is a selector of what is to be seen, all of it: the lamp, if nothing else is said. */
export function keepInView(box: HTMLElement | null, part = "mark.now"): void {
  const found = [...(box?.querySelectorAll<HTMLElement>(part) ?? [])];
  const [first, last] = [found[0], found.at(-1)];
  if (!box || !first || !last) return;
  const row = Number.parseFloat(getComputedStyle(box).lineHeight);
  const bottom = last.offsetTop + last.offsetHeight;
  box.scrollTop = scrolledTo(box.scrollTop, first.offsetTop, bottom, box.clientHeight, row);
}
