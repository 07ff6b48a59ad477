// A page longer than its pane: at rest it is whole, and while the reader walks, only what is in sight of it is drawn.

import { type ComponentChildren, toChildArray } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Player } from "../player/player";

const REST_MS = 300;
/** Before a page of its kind was looked at: about a pane full. */
const FIRST = 6;
const MORE = 2;

/** Of a page: how many of its parts reach into the pane, and its height as a whole, in px, by which the scroll bar stays as it is. */
type Sight = { parts: number; height: number };
const sights = new Map<string, Sight>();

/** Whether the position has stood still for a while, as it has where a page is opened. */
export function useRest({ position, playing }: Player): boolean {
  const walk = useRef({ at: position.value, rests: true });
  const [, redraw] = useState({});
  if (walk.current.at !== position.value) walk.current = { at: position.value, rests: false };
  useEffect(() => {
    if (walk.current.rests || playing.value) return;
    const timer = setTimeout(() => {
      walk.current.rests = true;
      redraw({});
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [position.value, playing.value]);
  return walk.current.rests;
}

type Props = {
  /** Pages of one kind are about as long. */
  kind: string;
  rests: boolean;
  children: ComponentChildren;
};

export function Fold({ kind, rests, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLElement>(null);
  const [, redraw] = useState({});
  const all = toChildArray(children);
  const sight = sights.get(kind) ?? { parts: FIRST, height: 0 };
  // What has the focus stays, wherever it is.
  const whole = rests || all.length <= sight.parts || box.current?.contains(document.activeElement) === true;
  useEffect(() => {
    if (!whole) return;
    const shown = new Set<number>();
    return watch([...(box.current?.children ?? [])].map(firstIn), (n, isSeen) => {
      shown[isSeen ? "add" : "delete"](n);
      sights.set(kind, { parts: Math.max(...shown, 0) + 1, height: box.current?.offsetHeight ?? 0 });
    });
  });
  useEffect(() => {
    if (whole) return;
    return watch([end.current], (_, isSeen) => {
      if (!isSeen) return;
      sights.set(kind, { ...sight, parts: sight.parts + MORE });
      redraw({});
    });
  }, [whole, kind, sight.parts]);
  return (
    <div class="fold" ref={box} style={whole ? {} : { minHeight: `${sight.height}px` }}>
      {(whole ? all : all.slice(0, sight.parts)).map((part, n) => (
        <div class="part" key={n}>
          {part}
        </div>
      ))}
      {!whole && <i ref={end} />}
    </div>
  );
}

const firstIn = ({ firstElementChild }: Element): Element | null => firstElementChild;

/** Tells of each element when it comes into sight and when it goes out of it. */
function watch(elements: (Element | null)[], tell: (n: number, isSeen: boolean) => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) tell(elements.indexOf(target), isIntersecting);
  });
  for (const element of elements) if (element) observer.observe(element);
  return () => observer.disconnect();
}
