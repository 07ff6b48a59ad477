// What an address asks of a player: `?speed=2&loop=1&autoplay=1`.

import { type Player, SPEEDS } from "./player";

/** Play as the query of an address asks; nothing begins to move by itself where motion is unwelcome. */
export function obey(player: Player, query: string, calm: boolean): void {
  const asked = new URLSearchParams(query);
  const speed = Number(asked.get("speed"));
  if (SPEEDS.includes(speed)) player.speed.value = speed;
  player.loop.value = asked.get("loop") === "1";
  if (asked.get("autoplay") === "1" && !calm) player.play();
}

/** Whether the reader asked for less motion. */
export const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
