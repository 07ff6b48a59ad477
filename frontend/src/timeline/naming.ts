// What the chapters are called. Pure.

import type { PlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import type { Chapter } from "../recording/chapters";

/** "Forward", "Backward 2", "Backward 3 in backward 2". A call that is alone needs no number. */
export function nameOf(
  { calls }: Pick<Player, "calls">,
  { call, within, continued }: Chapter,
  texts: PlayerTexts["timeline"],
): string {
  if (call === null) return texts.forward;
  const name = texts.backward(calls > 1 ? call : null);
  if (within !== null) return texts.within(name, within);
  return continued ? texts.continued(name) : name;
}
