// Linking for as long as a player is drawn.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Player } from "../player/player";
import { attachLinks } from "./outline";

export function useLinks(root: RefObject<HTMLElement | null>, player: Player | null): void {
  useLayoutEffect(() => (root.current && player ? attachLinks(root.current, player) : undefined), [player]);
}
