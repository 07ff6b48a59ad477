// Room for the sentences: what one has needed is kept for the next, so that the picture above keeps its size.

import { useLayoutEffect, useRef } from "preact/hooks";

/** In px: what there is room for anyway, and how much is kept. A longer sentence gives its room back. */
const [LEAST, MOST] = [52, 78];

/** How much room is kept in a certain width. */
export interface Room {
  width: number;
  height: number;
}

/** The room to keep once a sentence has had this height. Pure. */
export function roomAfter(room: Room, width: number, height: number): Room {
  const before = room.width === width ? room.height : 0;
  return { width, height: height > LEAST && height <= MOST ? Math.max(before, height) : before };
}

/** For the element that has the sentences of something in it. */
export function useRoom(of: unknown) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const sentence = element?.querySelector<HTMLElement>(".narration");
    if (!element || !sentence) return;
    let room: Room = { width: 0, height: 0 };
    const watch = new ResizeObserver(() => {
      room = roomAfter(room, element.clientWidth, sentence.offsetHeight);
      element.style.minHeight = room.height > 0 ? `${room.height}px` : "";
    });
    watch.observe(sentence);
    return () => {
      watch.disconnect();
      element.style.minHeight = "";
    };
  }, [of]);
  return box;
}
