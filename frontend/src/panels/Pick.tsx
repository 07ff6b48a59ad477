// A name that leads the inspector and the picture to what it names.

import type { ComponentChildren } from "preact";
import type { Player, Selection } from "../player/player";

type Props = Selection & { player: Player; children: ComponentChildren };

export function Pick({ player, kind, id, children }: Props) {
  return (
    <button type="button" class="lk pick" onClick={() => player.select({ kind, id })}>
      {children}
    </button>
  );
}
