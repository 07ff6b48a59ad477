// Keys that move through a recording. They act while the player has the focus, and never inside a text field.

import { type Player, type Selection, SPEEDS } from "./player";

const PAGE = 10;

/** What a key asks of the page around the player. */
export type Request = "find" | "goTo" | "keys" | "menu" | "text" | "large";

const REQUESTS: Record<string, Request> = {
  "/": "find",
  g: "goTo",
  "?": "keys",
  m: "menu",
  t: "text",
  p: "large",
};

export interface Surroundings {
  current(): Player | null;
  /** Ask for what opens beside the player. Whether there is such a thing here. */
  ask(request: Request): boolean;
}

/** What a key does to a player, or null if it is not the player's. `node` is the one that has the focus. */
export function actionOf(key: string, player: Player, node: Selection | null = null): (() => void) | null {
  const at = player.position.value;
  const chosen = node ?? player.selection.value;
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
    case "f":
      return player.fit;
    case "i":
      return () => (player.zooms.value = 1);
    case "o":
      return () => (player.zooms.value = -1);
    case "l":
      return () => (player.loop.value = !player.loop.value);
    case "s":
      return player.ask;
    case "r":
      return chosen && (() => player.runTo(chosen));
    case "Escape":
      return player.selection.value && (() => player.select(null));
    default:
      return null;
  }
}

/** Take the next faster or slower speed, and stay at the ends. */
export function changeSpeed(player: Player, by: 1 | -1): void {
  const index = SPEEDS.indexOf(player.speed.value) + by;
  player.speed.value = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, index))] ?? 1;
}

/** Listen on the element that holds the player; `nodeAt` tells the node that an element stands for. Returns what ends it. */
export function attachShortcuts(
  element: HTMLElement,
  { current, ask }: Surroundings,
  nodeAt: (target: EventTarget | null) => Selection | null,
): () => void {
  const listen = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.closest("input:not([type=range]), textarea, select, dialog, [contenteditable=true]")) return;
    if (event.key === " " && target.closest("button, a, [role=button]")) return;
    // What is wider than its place is scrolled by them.
    if (target.dataset.more && (event.key === "ArrowLeft" || event.key === "ArrowRight")) return;
    const player = current();
    const request = REQUESTS[event.key];
    if (request) {
      if (!ask(request)) return;
    } else {
      const action = player && actionOf(event.key, player, nodeAt(target));
      if (!action) return;
      action();
    }
    event.preventDefault();
  };
  element.addEventListener("keydown", listen);
  return () => element.removeEventListener("keydown", listen);
}
