// Keeps what a step is about in sight in a panel that is longer than its room.

/** Scrolls the panel that `part` lies in as far as it must for all of it to be seen, and nothing else. */
export function bringInSight(part: HTMLElement): void {
  const panel = part.closest<HTMLElement>("[role=tabpanel]");
  if (!panel) return;
  const [room, box] = [panel.getBoundingClientRect(), part.getBoundingClientRect()];
  const [above, below] = [room.top - box.top, box.bottom - room.bottom];
  // Of what is higher than the room its beginning is seen.
  if (above > 0 || box.height > room.height) panel.scrollTop -= above;
  else if (below > 0) panel.scrollTop += below;
}
