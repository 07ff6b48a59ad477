// What the chapters are called. Pure.

import type { PlayerTexts } from "../i18n/player";
import type { Player } from "../player/player";
import { type Chapter, callsOf } from "../recording/chapters";

/** "Forward", "Backward 2", "Backward 3 in backward 2". A call that is alone needs no number. */
export function nameOf(
  { recording }: Pick<Player, "recording">,
  { call, within, continued }: Chapter,
  texts: PlayerTexts["timeline"],
): string {
  if (call === null) return texts.forward;
  const name = texts.backward(callsOf(recording) > 1 ? call : null);
  if (within !== null) return texts.within(name, within);
  return continued ? texts.continued(name) : name;
}
