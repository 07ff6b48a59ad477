// What may be wider than its place scrolls sideways; while it does, the keyboard reaches it.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // Once it is laid out, in the same frame: to ask here would have everything laid out at once, and then again.
    const watch = new ResizeObserver(() => setWide(current.scrollWidth > current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  });
  const reached = wide ? { role: "region" as const, tabIndex: 0, "aria-label": label } : {};
  return (
    <div class="scroll" ref={box} {...reached}>
      {children}
    </div>
  );
}
