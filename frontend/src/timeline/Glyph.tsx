// The mark of a step: its shape says the kind, so that it reads without colour.

import type { Step } from "../recording/types.gen";

/** The kinds of step, and the note that stands above one. */
export function Glyph({ type }: { type: Step["type"] | "note" }) {
  const ends = type === "backward_end";
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      <path
        class={ends ? "g1 open" : "g1"}
        d={SHAPES[type]}
        stroke-dasharray={ends ? "2.4 2.2" : undefined}
      />
      {type === "note" && <path class="g2" d="M9 8.5V13M9 5v.2" />}
    </svg>
  );
}

/** A circle about a point, from its right end on, as an SVG path. */
const circle = (x: number, r: number) => `M${x + r} 9a${r} ${r} 0 1 1-${2 * r} 0a${r} ${r} 0 1 1 ${2 * r} 0z`;

const SHAPES = {
  create: "M4 4h10v10H4z",
  op: circle(9, 5.5),
  bind: circle(9, 3),
  flag: "M5 15V3h9l-2.5 3.5L14 10H5",
  backward: "M9 3l6 6-6 6-6-6z",
  node: "M9 2.5L15.5 9 12.5 9 12.5 15 5.5 15 5.5 9 2.5 9z",
  accumulate: "M3.5 3v11.5h11V3h-3.5v8H7V3z",
  backward_end: circle(9, 5.5),
  grad: "M3.5 3v11.5h11V3h-3.5v4H7V3z",
  update: "M4 4h10v10H4zM4 9h10",
  print: "M3 5h12v8H9l-3 3v-3H3z",
  warning: "M9 2.5L16 15H2z",
  skipped: circle(3.5, 1.8) + circle(9, 1.8) + circle(14.5, 1.8),
  note: circle(9, 6.5),
  error: "M6 2h6l4 4v6l-4 4H6l-4-4V6z",
};
