// Where there is little room, the beginning of a long sentence; all of it when that is asked for, until the next step.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Player } from "../player/player";

export interface Brief {
  /** Whether the room is less than the sentence needs. */
  long: boolean;
  whole: boolean;
  toggle: () => void;
}

/** Whether a sentence is higher than the styles let it be; where they say nothing, none is. Pure. */
export const isLong = (height: number, most: string): boolean => height > Number.parseFloat(most);

/** `box` has a player's sentences in it; the styles say how high one may be there (`--most`, in px). */
export function useBrief(player: Player, box: RefObject<HTMLElement | null>): Brief {
  const [long, setLong] = useState(false);
  const [asked, setAsked] = useState<number | null>(null);
  const position = player.position.value;
  if (asked !== null && asked !== position) setAsked(null);
  useLayoutEffect(() => {
    const sentence = box.current?.querySelector<HTMLElement>(".narration");
    if (!sentence) return;
    const look = () =>
      setLong(isLong(sentence.offsetHeight, getComputedStyle(sentence).getPropertyValue("--most")));
    const watch = new ResizeObserver(look);
    watch.observe(sentence);
    return () => watch.disconnect();
  }, [player]);
  // A frame hears keys only where the focus is, and this button takes it along when it goes.
  const focused = useRef(false);
  focused.current = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!long && focused.current && document.activeElement === document.body)
      box.current?.closest<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [long]);
  const whole = long && asked === position;
  return { long, whole, toggle: () => setAsked(whole ? null : position) };
}
