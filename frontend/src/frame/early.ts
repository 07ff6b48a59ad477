// Speaks for a still picture, and keeps what is asked of it until the player can do it.

import type { Player } from "../player/player";
import { tellHeight } from "./height";
import { hear, tell } from "./outside";
import type { Asked } from "./protocol";

/** What a still picture has heard; `stop` ends its hearing, for the player's to begin. */
export interface Heard {
  asked: Asked[];
  stop(): void;
}

/** Say that a recording is on show, and listen. `wake` brings the player, which a change of theme alone does not need. */
export function speak(
  { recording, length, position }: Pick<Player, "recording" | "length" | "position">,
  root: Element,
  wake: () => void,
): Heard {
  const listening = new AbortController();
  const asked: Asked[] = [];
  hear((one) => {
    asked.push(one);
    if (one.type === "theme") dress(one.theme);
    else wake();
  }, listening.signal);
  tell({ type: "ready", id: recording.id, step: position.peek(), steps: length });
  tellHeight(root, listening.signal);
  return { asked, stop: () => listening.abort() };
}

function dress(theme: "light" | "dark" | "auto"): void {
  const dark = theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
