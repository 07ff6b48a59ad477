// What may be wider than its place scrolls sideways; while it does, the keyboard reaches it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useMore } from "./useMore";

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  const [wide, setWide] = useState(false);
  const box = useMore<HTMLDivElement>(setWide);
  const reached = wide ? { role: "region" as const, tabIndex: 0, "aria-label": label } : {};
  return (
    <div class="scroll" {...box} {...reached}>
      {children}
    </div>
  );
}
