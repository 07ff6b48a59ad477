// Keys that move through a recording. They act while the player has the focus, and never inside a text field.

import { type Player, SPEEDS } from "./player";

const PAGE = 10;

/** What a key does, or null if it is not the player's. Pure, so that help and tests can list them. */
export function actionOf(key: string, player: Player): (() => void) | null {
  const at = player.position.value;
  switch (key) {
    case " ":
      return player.toggle;
    case "ArrowRight":
    case ".":
      return player.next;
    case "ArrowLeft":
    case ",":
      return player.previous;
    case "Home":
      return player.first;
    case "End":
      return player.last;
    case "PageDown":
      return () => player.seek(at + PAGE);
    case "PageUp":
      return () => player.seek(at - PAGE);
    case "+":
    case "=":
      return () => changeSpeed(player, 1);
    case "-":
      return () => changeSpeed(player, -1);
    default:
      return null;
  }
}

/** Take the next faster or slower speed, and stay at the ends. */
export function changeSpeed(player: Player, by: 1 | -1): void {
  const index = SPEEDS.indexOf(player.speed.value) + by;
  player.speed.value = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, index))] ?? 1;
}

/** Listen on the element that holds the player. Returns what ends it. */
export function attachShortcuts(element: HTMLElement, current: () => Player | null): () => void {
  const listen = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.closest("input:not([type=range]), textarea, select, [contenteditable=true]")) return;
    if (event.key === " " && target.closest("button, a, [role=button]")) return;
    const player = current();
    const action = player && actionOf(event.key, player);
    if (!action) return;
    event.preventDefault();
    action();
  };
  element.addEventListener("keydown", listen);
  return () => element.removeEventListener("keydown", listen);
}
