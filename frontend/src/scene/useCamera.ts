// The camera: follows the steps at a legible scale, and lets go when the reader takes hold of it.

import { batch, computed, type ReadonlySignal, type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Player } from "../player/player";
import { useAsked, useHands } from "./hands";
import { LEGIBLE, legible } from "./legible";
import {
  type Box,
  fitted,
  followed,
  NARROW,
  near,
  opening,
  type Pane,
  panned,
  type Size,
  seen,
  shownPart,
  type Viewport,
  zoomed,
} from "./viewport";

const ZOOM_STEP = 1.25;
const LABEL_AT = 24;

export type Camera = {
  pane: { current: HTMLDivElement | null };
  view: ReadonlySignal<Viewport>;
  size: ReadonlySignal<Pane>;
  /** Whether the picture moves at once, without a transition. */
  held: ReadonlySignal<boolean>;
  transform: ReadonlySignal<string>;
  /** The part of the picture that is seen. */
  part: ReadonlySignal<Box>;
  /** The part of the picture that is to be drawn: what is seen, and a margin around it. */
  drawn: ReadonlySignal<Box>;
  handlers: Record<string, (event: never) => void>;
} & Moves &
  Noted;

/** Where a page wrote beside the boxes: nothing that is over the picture is to lie there. */
type Noted = { noted: Signal<readonly Box[]> };

/** What moves the camera at the reader's wish. */
type Moves = {
  fit(): void;
  zoom(by: number): void;
  /** Move no further than it takes to see this box. */
  reveal(box: Box): void;
  /** Have a point of the picture in the middle. */
  centre(x: number, y: number): void;
  /** Something in the picture went to another place: stay with it. */
  carry(from: Box, to: Box): void;
};

/**
 * `first` is the picture's topmost box: there it begins if it is too large to be seen whole. `tools`: whether there are
 * buttons over the pane's lower edge, too, and arithmetic beside the boxes.
 */
export function useCamera(
  picture: Size,
  first: Box | undefined,
  targets: Box[],
  player: Player,
  position: number,
  tools: boolean,
): Camera {
  const pane = useRef<HTMLDivElement>(null);
  const latest = useRef({ picture, first, targets });
  latest.current = { picture, first, targets };

  const { view, size, part, held, transform, drawn, set } = useMemo(stateOf, []);

  const follow = (from: Viewport, at = false) =>
    set(
      followed(
        from,
        latest.current.targets,
        size.peek(),
        latest.current.picture,
        player.phase.peek() === "backward",
      ),
      at,
    );

  // A still picture is not of its reader's own scale.
  const legibly = () => (__STILL__ ? LEGIBLE : legible.peek());
  const begin = () => opening(size.peek(), latest.current.picture, latest.current.first, legibly());

  // Another legible scale is another beginning.
  if (!__STILL__)
    useEffect(() => {
      if (size.value.width > 0 && player.follow.peek()) follow(begin());
    }, [legible.value]);

  // Before the first paint, and whenever the pane changes its size.
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width === size.value.width && height === size.value.height) return;
      size.value = { width, height, ...(!__STILL__ && tools && coveredOf(width)) };
      if (player.follow.peek()) follow(begin(), true);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const follows = player.follow.value;
  const came = useRef({ position, follows });
  // Before the step is drawn, so that what comes into sight with it is drawn along with the rest.
  if (!__STILL__ && (came.current.position !== position || came.current.follows !== follows)) {
    // A single step glides, a longer way is jumped.
    const way = Math.abs(position - came.current.position);
    came.current = { position, follows };
    const now = view.peek();
    // What is too small to read was the reader's wish as long as nothing was followed.
    if (follows) follow(now.scale < legibly() ? begin() : now, way > 1);
  }

  if (!__STILL__)
    useAsked(player, pane, {
      zoom: (by) => zoom(by),
      showAll: () => showAll(),
      zoomAbout: (...to) => zoomAbout(...to),
    });

  const zoomAbout = (by: number, x: number, y: number, at = false) => {
    player.follow.value = false;
    set(zoomed(view.value, by, x, y), at);
  };

  const zoom = (by: number) =>
    zoomAbout(by > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, size.value.width / 2, size.value.height / 2);

  const showAll = () => {
    player.follow.value = false;
    // Of what is too large even so, the part of the step.
    follow(fitted(size.value, latest.current.picture));
  };

  const handlers = __STILL__
    ? {}
    : useHands(player, pane, { zoomAbout, pan: (dx, dy) => set(panned(view.value, dx, dy), true) });

  const moves: Moves & Noted = __STILL__
    ? ({} as Moves & Noted)
    : {
        noted: useSignal<readonly Box[]>([]),
        fit: showAll,
        zoom,
        reveal: (box) => set(followed(view.value, [box], size.value, latest.current.picture)),
        centre(x, y) {
          player.follow.value = false;
          const { scale } = view.value;
          set(
            { left: size.value.width / 2 - x * scale, top: size.value.height / 2 - y * scale, scale },
            true,
          );
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

  return {
    pane,
    view,
    size,
    part,
    held,
    transform,
    drawn,
    handlers,
    ...moves,
  };
}

/** How far the buttons at its edges reach into a pane: farther in large type. A narrow one has none above, and a telephone has them beside it. */
const coveredOf = (width: number) => {
  const reach = (52 * legible.value) / LEGIBLE;
  return {
    above: width > NARROW ? reach : 0,
    under: matchMedia("(max-width: 599px)").matches ? 0 : reach,
  };
};

function stateOf() {
  const view = signal<Viewport>({ left: 0, top: 0, scale: 1 });
  const before = signal<Viewport>(view.value);
  const size = signal<Pane>({ width: 0, height: 0 });
  const held = signal(true);
  const part = computed(() => shownPart(view.value, size.value));
  let drawn: Box | null = null;
  return {
    view,
    size,
    part,
    held,
    transform: computed(() => {
      const { left, top, scale } = view.value;
      return `transform: translate(${left}px, ${top}px) scale(${scale})`;
    }),
    drawn: __STILL__ ? part : computed(() => (drawn = near(drawn, before.value, view.value, size.value))),
    /** Show this; `at` once, as it is where a hand moves it, and where the way would be too far to be seen. */
    set(to: Viewport, at = false) {
      const { left, top, scale } = view.value;
      // Where it is already there is no way: one that was jumped is not to be glided after all.
      if (to.left === left && to.top === top && to.scale === scale) return;
      const far = !__STILL__ && !seen(view.value, to, size.value);
      batch(() => {
        held.value = at || far;
        before.value = held.value ? to : view.value;
        view.value = to;
      });
    },
  };
}
