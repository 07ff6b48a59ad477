// What comes up by itself: findings where a run went wrong or one of them was asked for, and what was printed if there is nothing else.

import { useEffect } from "preact/hooks";
import type { Player } from "../player/player";
import type { Recording } from "../recording/types.gen";
import { opened } from "./opened";
import { hasError } from "./order";

type Risen = "findings" | "console";

export function useShown(player: Player | null, show: (panel: Risen) => void): void {
  const asked = opened.value;
  useEffect(() => {
    const risen = player && risenOf(player.recording);
    if (risen) show(risen);
  }, [player]);
  useEffect(() => {
    if (asked) show("findings");
  }, [asked]);
}

/** What a recording is best begun with, beside its picture. */
export function risenOf(recording: Recording): Risen | null {
  if (hasError(recording)) return "findings";
  const { tensors, steps } = recording;
  return !tensors.length && steps.some(({ type }) => type === "print") ? "console" : null;
}
