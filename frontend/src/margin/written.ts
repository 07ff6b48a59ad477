// A note in its place: its words, where they begin, and the ground that they take. Pure; lengths in px.

import type { PlacedNode } from "../recording/types.gen";
import { smallWidth } from "../scene/heading";
import type { Box } from "../scene/viewport";
import type { Note } from "./notes";
import { ROUND, startOf } from "./place";
import { written } from "./spelled";
import type { MarginTexts } from "./texts";

export const LINE = 18;
/** The width of a character of a sum, and of a hot one; and how much of the widest font's width a sentence has at least. */
const [MONO, HOT, SANS] = [7.8, 9, 0.88];

export type Written = {
  note: Note;
  side: "left" | "right";
  x: number;
  /** Where its sentence stands, under its lines. */
  bottom: number;
  says: string;
  place: string;
  from: number;
  to: number;
  ground: Box;
};

export function writtenBeside(
  node: PlacedNode,
  note: Note,
  side: "left" | "right",
  frames: Box[],
  texts: MarginTexts,
): Written {
  const place = note.lines.length > 0 && note.place ? texts.element(note.place) : "";
  const bottom = node.y + node.height - 14 - (place ? LINE - 2 : 0);
  const [word, ...numbers] = note.says;
  const says = (texts[word] as (...numbers: string[]) => string)(...numbers.map(written));
  const wide = Math.max(
    SANS * smallWidth(says),
    SANS * smallWidth(place),
    ...note.lines.map((line) => line.length * (note.hot ? HOT : MONO)),
  );
  const x = startOf(node, frames, side, wide);
  const [from, to] = side === "right" ? [x, x + wide] : [x - wide, x];
  const top = bottom - LINE * (note.lines.length + 1);
  const ground = {
    x: from - ROUND,
    y: top + 2,
    width: wide + 2 * ROUND,
    height: bottom - top + (place ? LINE : 0) + 4,
  };
  return { note, side, x, bottom, says, place, from, to, ground };
}
