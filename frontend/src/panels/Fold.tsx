// A page longer than its pane: at rest it is whole, and while the reader walks, only what is in sight of it is drawn.

import { type ComponentChildren, toChildArray } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Player } from "../player/player";

const REST_MS = 300;
/** Before a page of its kind was looked at: about a pane full. */
const FIRST = 6;
const MORE = 2;

/** Of the pages of a kind: how many of their parts reach into the pane at most, and how high they are as a whole, in px. */
type Sight = { parts: number; height: number };
const sights = new Map<string, Sight>();
/** The page that was whole last: by its height the scroll bar stays as it is; and whether it was scrolled. */
let last = { height: 0, scrolled: false };

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
  const sight = sights.get(kind) ?? { parts: FIRST, height: last.height };
  // What has the focus stays, wherever it is, and so does what was scrolled to.
  const focused = box.current?.contains(document.activeElement) === true;
  const whole = rests || last.scrolled || focused || all.length <= sight.parts;
  useEffect(() => {
    if (!whole) return;
    const shown = new Set<number>();
    return watch([...(box.current?.children ?? [])].map(firstIn), (n, isSeen) => {
      shown[isSeen ? "add" : "delete"](n);
      last = { height: box.current?.offsetHeight ?? 0, scrolled: isScrolled(box.current) };
      const parts = last.scrolled
        ? sight.parts
        : Math.max(sights.get(kind)?.parts ?? 1, ...[...shown].map((at) => at + 1));
      sights.set(kind, { parts, height: last.height });
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

/** Whether one of the boxes around an element is scrolled. To be asked once all is laid out. */
function isScrolled(element: Element | null): boolean {
  return element !== null && (element.scrollTop > 0 || isScrolled(element.parentElement));
}

/** Tells of each element when it comes into sight and when it goes out of it. */
function watch(elements: (Element | null)[], tell: (n: number, isSeen: boolean) => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) tell(elements.indexOf(target), isIntersecting);
  });
  for (const element of elements) if (element) observer.observe(element);
  return () => observer.disconnect();
}
