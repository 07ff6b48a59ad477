// The camera: follows the steps at a legible scale, and lets go when the reader takes hold of it.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Player } from "../player/player";
import { legible } from "./legible";
import {
  type Box,
  canFit,
  fitted,
  followed,
  near,
  opening,
  panned,
  type Size,
  seen,
  shownPart,
  type Viewport,
  zoomed,
} from "./viewport";

const ZOOM_STEP = 1.25;
const WHEEL = 0.0022;
const DRAG_PX = 3;
const LABEL_AT = 24;

export type Camera = {
  pane: { current: HTMLDivElement | null };
  view: ReadonlySignal<Viewport>;
  size: ReadonlySignal<Size>;
  /** Whether the picture moves at once, without a transition. */
  held: ReadonlySignal<boolean>;
  transform: ReadonlySignal<string>;
  /** The part of the picture that is seen. */
  part: ReadonlySignal<Box>;
  /** The part of the picture that is to be drawn: what is seen, and as much around it. */
  drawn: ReadonlySignal<Box>;
  handlers: Record<string, (event: never) => void>;
  fit(): void;
  zoom(by: number): void;
  /** Move no further than it takes to see this box. */
  reveal(box: Box): void;
  /** Have a point of the picture in the middle. */
  centre(x: number, y: number): void;
  /** Something in the picture went to another place: stay with it. */
  carry(from: Box, to: Box): void;
};

/** `first` is the picture's topmost box: there it begins if it is too large to be seen whole. */
export function useCamera(
  picture: Size,
  first: Box | undefined,
  targets: Box[],
  player: Player,
  position: number,
): Camera {
  const pane = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const dragging = useRef(false);
  const latest = useRef({ picture, first, targets });
  latest.current = { picture, first, targets };

  const { view, size, part, held, transform, drawn, set } = useMemo(stateOf, []);

  const follow = (from: Viewport, at = false) =>
    set(followed(from, latest.current.targets, size.value, latest.current.picture), at);

  const begin = () => opening(size.value, latest.current.picture, latest.current.first, legible.value);

  // Another legible scale is another beginning.
  const scale = legible.value;
  useEffect(() => {
    if (size.value.width > 0 && player.follow.peek()) follow(begin());
  }, [scale]);

  // Before the first paint, and whenever the pane changes its size.
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width === size.value.width && height === size.value.height) return;
      size.value = { width, height };
      if (player.follow.peek()) follow(begin(), true);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const came = useRef(position);
  // In the frame that draws the step: one after it would have everything painted twice.
  useLayoutEffect(() => {
    // A single step glides, a longer way is jumped.
    if (player.follow.value) follow(view.value, Math.abs(position - came.current) > 1);
    came.current = position;
  }, [position, player.follow.value]);

  const fits = player.fits.value;
  useEffect(() => {
    if (fits > 0) showAll();
  }, [fits]);

  const zooms = player.zooms.value;
  useEffect(() => {
    if (zooms !== 0) zoom(zooms);
    player.zooms.value = 0;
  }, [zooms]);

  // Preact listens passively to wheels; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = pane.current;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      if (box)
        zoomAbout(Math.exp(-event.deltaY * WHEEL), event.clientX - box.left, event.clientY - box.top, true);
    };
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, []);

  const zoomAbout = (by: number, x: number, y: number, at = false) => {
    player.follow.value = false;
    set(zoomed(view.value, by, x, y), at);
  };

  const zoom = (by: number) =>
    zoomAbout(by > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, size.value.width / 2, size.value.height / 2);

  const showAll = () => {
    // What would be too small to read is not fitted but followed.
    const all = canFit(size.value, latest.current.picture);
    player.follow.value = !all;
    if (all) set(fitted(size.value, latest.current.picture));
    else follow(begin());
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
          zoomAbout(
            after / before,
            (event.clientX + other.x) / 2 - box.left,
            (event.clientY + other.y) / 2 - box.top,
            true,
          );
      } else set(panned(view.value, dx, dy), true);
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

  return {
    pane,
    view,
    size,
    part,
    held,
    transform,
    drawn,
    handlers: handlers as unknown as Camera["handlers"],
    fit: showAll,
    zoom,
    reveal: (box) => set(followed(view.value, [box], size.value, latest.current.picture)),
    centre(x, y) {
      player.follow.value = false;
      const { scale } = view.value;
      set({ left: size.value.width / 2 - x * scale, top: size.value.height / 2 - y * scale, scale }, true);
    },
    carry(from, to) {
      const { scale } = view.value;
      const [dx, dy] = [to.x + to.width / 2 - from.x - from.width / 2, to.y - from.y];
      const there = panned(view.value, -dx * scale, -dy * scale);
      // Its label stands in its upper left corner.
      const left = to.x * scale + there.left;
      set(left < 0 ? panned(there, LABEL_AT - left, 0) : there, true);
    },
  };
}

function stateOf() {
  const view = signal<Viewport>({ left: 0, top: 0, scale: 1 });
  const before = signal<Viewport>(view.value);
  const size = signal<Size>({ width: 0, height: 0 });
  const held = signal(true);
  const drawn = computed(() => near(before.value, view.value, size.value), { name: "drawn" });
  let last = drawn.value;
  return {
    view,
    size,
    part: computed(() => shownPart(view.value, size.value)),
    held,
    transform: computed(() => {
      const { left, top, scale } = view.value;
      return `transform: translate(${left}px, ${top}px) scale(${scale})`;
    }),
    // The same box as long as it is equal, so that nothing is drawn anew for it.
    drawn: computed(() => {
      const { x, y, width, height } = drawn.value;
      if (x !== last.x || y !== last.y || width !== last.width || height !== last.height) last = drawn.value;
      return last;
    }),
    /** Show this; `at` once, as it is where a hand moves it, and where the way would be too far to be seen. */
    set(to: Viewport, at = false) {
      const far = !seen(view.value, to, size.value);
      batch(() => {
        held.value = at || far;
        before.value = held.value ? to : view.value;
        view.value = to;
      });
    },
  };
}
