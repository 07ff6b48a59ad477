// The mark of a step: its shape says the kind, so that it reads without colour.

import type { Step } from "../recording/types.gen";
import { SHAPES } from "./shapes";

/** The kinds of step, and the note that stands above one. */
export function Glyph({ type }: { type: Step["type"] | "note" }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      <path class={type === "backward_end" ? "g1 open" : "g1"} d={SHAPES[type]} />
      {type === "note" && <path class="g2" d="M9 8.5V13M9 5v.2" />}
    </svg>
  );
}
