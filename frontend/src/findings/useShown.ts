// When the findings come up by themselves: a run went wrong, or one of them was asked for.

import { useEffect } from "preact/hooks";
import type { Player } from "../player/player";
import { opened } from "./opened";
import { hasError } from "./order";

export function useShown(player: Player | null, show: () => void): void {
  const asked = opened.value;
  useEffect(() => {
    if (player && hasError(player.recording)) show();
  }, [player]);
  useEffect(() => {
    if (asked) show();
  }, [asked]);
}
