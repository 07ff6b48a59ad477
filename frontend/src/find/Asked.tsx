// What opens over the player on request. Loaded with the first such request.

import "../styles/asked.css";
import type { Player } from "../player/player";
import { Find } from "./Find";
import { GoTo } from "./GoTo";
import { NodeMenu } from "./NodeMenu";
import type { Asking } from "./useRequests";

export function Asked({ player, asking, onClose }: { player: Player; asking: Asking; onClose: () => void }) {
  if (asking.request === "find") return <Find player={player} onClose={onClose} />;
  if (asking.request === "goTo") return <GoTo player={player} onClose={onClose} />;
  return <NodeMenu player={player} node={asking.node} place={asking.place} onClose={onClose} />;
}
