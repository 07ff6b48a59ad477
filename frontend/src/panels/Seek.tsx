// A link to a step.

import type { Player } from "../player/player";
import type { PanelTexts } from "./texts";

export function Seek({ player, position, texts }: { player: Player; position: number; texts: PanelTexts }) {
  return (
    <button type="button" class="lk" onClick={() => player.seek(position)}>
      {texts.step(position)}
    </button>
  );
}
