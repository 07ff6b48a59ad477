// Linking for as long as a player is drawn.

import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Player } from "../player/player";
import { attachLinks } from "./outline";

export function useLinks(root: RefObject<HTMLElement | null>, player: Player | null): void {
  useEffect(() => (root.current && player ? attachLinks(root.current, player) : undefined), [player]);
}
