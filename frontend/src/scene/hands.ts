// What moves the camera besides the steps: hands that drag, pinch and turn a wheel, and what keys and buttons ask for.

import { useEffect, useRef } from "preact/hooks";
import type { Player } from "../player/player";

const WHEEL = 0.0022;
const DRAG_PX = 3;

type Pane = { current: HTMLDivElement | null };
type ZoomAbout = (by: number, x: number, y: number, at?: boolean) => void;
type Asked = { zoom(by: number): void; showAll(): void; zoomAbout: ZoomAbout };

/** Do what the player is asked for: to zoom, and to show everything. */
export function useAsked(player: Player, pane: Pane, camera: Asked): void {
  const fits = player.fits.value;
  useEffect(() => {
    if (fits > 0) camera.showAll();
  }, [fits]);

  const zooms = player.zooms.value;
  useEffect(() => {
    if (zooms === 0) return;
    camera.zoom(zooms);
    // The next key may have come already.
    if (player.zooms.peek() === zooms) player.zooms.value = 0;
  }, [zooms]);

  // Preact listens passively to wheels; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = pane.current;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      if (box)
        camera.zoomAbout(
          Math.exp(-event.deltaY * WHEEL),
          event.clientX - box.left,
          event.clientY - box.top,
          true,
        );
    };
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, []);
}

type Moved = { zoomAbout: ZoomAbout; pan(dx: number, dy: number): void };

/** Follow hands. What it returns is for the element that they move in. */
export function useHands(player: Player, pane: Pane, camera: Moved): Record<string, (event: never) => void> {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const dragging = useRef(false);
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent) {
      const from = pointers.current.get(event.pointerId);
      if (!from) return;
      // The button was let go outside of the picture, where nobody was listening.
      if (event.buttons === 0) return handlers.onPointerUp(event);
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!dragging.current && Math.hypot(dx, dy) < DRAG_PX) return;
      if (!dragging.current) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      dragging.current = true;
      player.follow.value = false;
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const [other] = others;
      if (other) {
        const box = pane.current?.getBoundingClientRect();
        const before = Math.hypot(from.x - other.x, from.y - other.y);
        const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
        if (box && before > 0)
          camera.zoomAbout(
            after / before,
            (event.clientX + other.x) / 2 - box.left,
            (event.clientY + other.y) / 2 - box.top,
            true,
          );
      } else camera.pan(dx, dy);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerUp(event: PointerEvent) {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) dragging.current = false;
    },
    onPointerCancel(event: PointerEvent) {
      handlers.onPointerUp(event);
    },
  };
  return handlers as unknown as Record<string, (event: never) => void>;
}
