// Of a box that scrolls sideways: on which sides of what is seen there is more. It fades there.

import { useLayoutEffect, useRef } from "preact/hooks";

/** `data-more` of the box: `before`, `after`, both, or none. `onWide` hears whether there is any. */
export function useMore<Box extends HTMLElement>(onWide?: (wide: boolean) => void) {
  const box = useRef<Box>(null);
  const tell = () => {
    const { current } = box;
    if (!current) return;
    const more = moreOf(current);
    if (current.dataset.more !== more) current.dataset.more = more;
  };
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // Once it is laid out, in the same frame: to ask here would have everything laid out at once, and then again.
    const watch = new ResizeObserver(() => {
      tell();
      onWide?.(current.scrollWidth > current.clientWidth);
    });
    watch.observe(current);
    return () => watch.disconnect();
  });
  return { ref: box, onScroll: tell };
}

type Extent = { scrollLeft: number; scrollWidth: number; clientWidth: number };

/** A pixel more or less is a fraction of one that was rounded. */
export const moreOf = ({ scrollLeft, scrollWidth, clientWidth }: Extent): string =>
  [scrollLeft > 1 && "before", scrollLeft + clientWidth < scrollWidth - 1 && "after"]
    .filter(Boolean)
    .join(" ");
