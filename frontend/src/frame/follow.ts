// Has a player do what the page around its frame asks for, and tells that page where it is.

import { effect } from "@preact/signals";
import { show } from "../i18n";
import type { Player } from "../player/player";
import { theme } from "../theme/theme";
import type { Heard } from "./early";
import { tellHeight } from "./height";
import { hear, tell } from "./outside";
import type { Asked } from "./protocol";

/** Begin; `heard` is what a still picture in its place was asked for, if there was one. Returns what ends it. */
export function follow(player: Player, root: Element, heard: Heard | null): () => void {
  const ending = new AbortController();
  const asked = (one: Asked) => obey(player, one);
  heard?.stop();
  hear(asked, ending.signal);
  const { length } = player;
  if (!heard) tell({ type: "ready", id: player.recording.id, step: player.position.peek(), steps: length });
  let before = { step: player.position.peek(), playing: false };
  const stop = effect(() => {
    const now = { step: player.position.value, playing: player.playing.value };
    const moved = now.step !== before.step;
    if (moved || now.playing !== before.playing) tell({ type: "step", steps: length, ...now });
    if (moved && now.step === length) tell({ type: "finished", step: length });
    before = now;
  });
  for (const one of heard?.asked ?? []) asked(one);
  tellHeight(root, ending.signal);
  return () => {
    ending.abort();
    stop();
  };
}

/** As long as there is nothing to play, only language and theme can be asked for: no message has anything run. */
export function attend(root: Element, until: AbortSignal): void {
  hear((one) => {
    if (one.type === "theme" || one.type === "lang") dress(one);
  }, until);
  tellHeight(root, until);
}

function obey(player: Player, asked: Asked): void {
  if (asked.type === "seek") player.seek(asked.step);
  else if (asked.type === "play" || asked.type === "pause") player[asked.type]();
  else dress(asked);
}

/** What the page around a frame chooses is for this frame: it is not kept as the reader's own choice. */
function dress(asked: Extract<Asked, { type: "theme" | "lang" }>): void {
  if (asked.type === "theme") theme.value = asked.theme;
  else void show(asked.lang);
}
