// Where in the source a step lies. Pure.

import { functionOf, tensorOf } from "../recording/lookup";
import type { Recording, Span, Step } from "../recording/types.gen";

/** `lamp` is what the step is about; `caller` the line that set it off, where that is another one. */
export interface Place {
  lamp: Span | null;
  caller: number | null;
}

const NOWHERE: Place = { lamp: null, caller: null };

/**
 * The place of a step. A backward step is about the expression that made its function (or its leaf), as there lie the
 * numbers that it multiplies with; the call of backward is its caller.
 */
export function placeOf(recording: Recording, step: Step | null): Place {
  if (step === null) return NOWHERE;
  const about = aboutOf(recording, step);
  if (about === null) return { lamp: step.span, caller: null };
  const caller = step.span && step.span.line !== about.line ? step.span.line : null;
  return { lamp: about, caller };
}

function aboutOf(recording: Recording, step: Step): Span | null {
  if (step.type === "node") return functionOf(recording, step.function).span;
  if (step.type === "accumulate" && step.tensor !== null) return tensorOf(recording, step.tensor).span;
  return null;
}
