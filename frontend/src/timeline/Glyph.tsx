// The mark of a step: its shape says the kind, so that it reads without colour.

import type { Step } from "../recording/types.gen";

/** The kinds of step, and the note that stands above one. */
export function Glyph({ type }: { type: Step["type"] | "note" }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      {SHAPES[type]()}
    </svg>
  );
}

const SHAPES = {
  create: () => <rect class="g1" x="4" y="4" width="10" height="10" />,
  op: () => <circle class="g1" cx="9" cy="9" r="5.5" />,
  bind: () => <circle class="g1" cx="9" cy="9" r="3" />,
  flag: () => <path class="g1" d="M5 15V3h9l-2.5 3.5L14 10H5" />,
  backward: () => <path class="g1" d="M9 3l6 6-6 6-6-6z" />,
  node: () => <path class="g1" d="M9 2.5L15.5 9 12.5 9 12.5 15 5.5 15 5.5 9 2.5 9z" />,
  accumulate: () => <path class="g1" d="M3.5 3v11.5h11V3h-3.5v8H7V3z" />,
  backward_end: () => <circle class="g1 open" cx="9" cy="9" r="5.5" stroke-dasharray="2.4 2.2" />,
  grad: () => <path class="g1" d="M3.5 3v11.5h11V3h-3.5v4H7V3z" />,
  update: () => <path class="g1" d="M4 4h10v10H4zM4 9h10" />,
  print: () => <path class="g1" d="M3 5h12v8H9l-3 3v-3H3z" />,
  warning: () => <path class="g1" d="M9 2.5L16 15H2z" />,
  skipped: () => (
    <g class="g1">
      <circle cx="3.5" cy="9" r="1.8" />
      <circle cx="9" cy="9" r="1.8" />
      <circle cx="14.5" cy="9" r="1.8" />
    </g>
  ),
  note: () => (
    <g>
      <circle class="g1" cx="9" cy="9" r="6.5" />
      <path class="g2" d="M9 8.5V13M9 5v.2" />
    </g>
  ),
  error: () => <path class="g1" d="M6 2h6l4 4v6l-4 4H6l-4-4V6z" />,
};
