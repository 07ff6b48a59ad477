// The expressions that go with what the reader points at, or else with what is selected.

import type { Player } from "../player/player";
import type { Span } from "../recording/types.gen";
import { linkedTo } from "./linked";

const NONE: readonly Span[] = [];

/** The expressions now; a component that calls this follows hover, selection and state. */
export function spansNow({ recording, hover, selection, state }: Player): readonly Span[] {
  const focus = hover.value ?? selection.value;
  // Who points at a line sees the line.
  return focus && focus.kind !== "line" ? linkedTo(recording, state.value, focus).spans : NONE;
}
