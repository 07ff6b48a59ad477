// What may be wider than its place scrolls sideways; while it does, the keyboard reaches it.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const look = () => setWide(current.scrollWidth > current.clientWidth);
    look();
    const watch = new ResizeObserver(look);
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
