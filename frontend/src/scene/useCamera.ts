// The camera: follows the steps at a legible scale, and lets go when the reader takes hold of it.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Player } from "../player/player";
import type { Layout, PlacedNode } from "../recording/types.gen";
import {
  type Box,
  fitted,
  followed,
  opening,
  outside,
  panned,
  type Size,
  type Viewport,
  zoomed,
} from "./viewport";

const ZOOM_STEP = 1.25;
const WHEEL = 0.0022;
const DRAG_PX = 3;

export type Camera = {
  pane: { current: HTMLDivElement | null };
  held: boolean;
  style: { transform: string };
  handlers: Record<string, (event: never) => void>;
  fit(): void;
  zoom(by: number): void;
  /** Move no further than it takes to see this box. */
  reveal(box: Box): void;
  hints(nodes: PlacedNode[]): { above: PlacedNode[]; below: PlacedNode[] };
};

export function useCamera(
  layout: Layout,
  targets: () => PlacedNode[],
  player: Player,
  position: number,
): Camera {
  const pane = useRef<HTMLDivElement>(null);
  const size = useRef<Size>({ width: 0, height: 0 });
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const [view, setView] = useState<Viewport>({ left: 0, top: 0, scale: 1 });
  const [held, setHeld] = useState(true);

  // Before the first paint, and whenever the pane changes its size.
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width === size.current.width && height === size.current.height) return;
      size.current = { width, height };
      if (player.follow.peek())
        setView(followed(opening(size.current, layout), targets(), size.current, layout));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    requestAnimationFrame(() => setHeld(false));
    return () => observer.disconnect();
  }, [layout]);

  useEffect(() => {
    if (player.follow.value) setView((before) => followed(before, targets(), size.current, layout));
  }, [position, player.follow.value]);

  const fits = player.fits.value;
  useEffect(() => {
    if (fits > 0) showAll();
  }, [fits]);

  // Preact listens passively to wheels; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = pane.current;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      if (box) zoomAbout(Math.exp(-event.deltaY * WHEEL), event.clientX - box.left, event.clientY - box.top);
    };
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, []);

  const showAll = () => {
    player.follow.value = false;
    setView(fitted(size.current, layout));
  };
  const zoomAbout = (by: number, x: number, y: number) => {
    player.follow.value = false;
    setView((before) => zoomed(before, by, x, y));
  };

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
      if (!held && Math.hypot(dx, dy) < DRAG_PX) return;
      if (!held) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setHeld(true);
      player.follow.value = false;
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const [other] = others;
      if (other) {
        const box = pane.current?.getBoundingClientRect();
        const before = Math.hypot(from.x - other.x, from.y - other.y);
        const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
        if (box && before > 0)
          zoomAbout(
            after / before,
            (event.clientX + other.x) / 2 - box.left,
            (event.clientY + other.y) / 2 - box.top,
          );
      } else setView((now) => panned(now, dx, dy));
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerUp(event: PointerEvent) {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) setHeld(false);
    },
    onPointerCancel(event: PointerEvent) {
      pointers.current.delete(event.pointerId);
      setHeld(false);
    },
  };

  return {
    pane,
    held,
    style: { transform: `translate(${view.left}px, ${view.top}px) scale(${view.scale})` },
    handlers: handlers as unknown as Camera["handlers"],
    fit: showAll,
    zoom: (by) =>
      zoomAbout(by > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, size.current.width / 2, size.current.height / 2),
    reveal: (box) => setView((before) => followed(before, [box], size.current, layout)),
    hints: (nodes) => outside(view, nodes, size.current),
  };
}
