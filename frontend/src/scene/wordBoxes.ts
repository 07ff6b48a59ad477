// Where words stand at lines: the name of an input, and why no gradient comes back. Pure; lengths in px.

import type { PlacedEdge } from "../recording/types.gen";
import { along, type Point } from "./geometry";
import type { Box } from "./viewport";

/** Where on its lane an input is named, and how far beside it. */
export const [LABELLED, BESIDE] = [0.86, 9];
const [CHARACTER, TALL] = [7.3, 16];
/** The strokes of a cut, and what is written beside them. */
const CUT = { before: 10, width: 150 };

/** The box of an input's name, if it has one. */
export function labelOf({ kind, label, input }: PlacedEdge, data: Point[]): Box | null {
  if (kind !== "data" || !label || data.length === 0) return null;
  const { x, y } = along(data, LABELLED);
  const width = label.length * CHARACTER;
  return { x: input ? x + BESIDE : x - BESIDE - width, y: y - TALL / 2, width, height: TALL };
}

/** The box of a cut with its word, if it is one. */
export function cutOf({ kind }: PlacedEdge, data: Point[]): Box | null {
  if (kind !== "cut" || data.length === 0) return null;
  const { x, y } = along(data, 0.5);
  return { x: x - CUT.before, y: y - TALL / 2, width: CUT.width, height: TALL };
}
