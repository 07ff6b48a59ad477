// What playing goes through: everything, the backward calls alone, or one chapter; once or round and round. Pure.

import { type Chapter, chapterAt } from "../recording/chapters";

export type Stretch = "all" | "backward" | "chapter";
export const STRETCHES: readonly Stretch[] = ["all", "backward", "chapter"];

/** The pieces of the timeline that are played from this position, in order. */
function piecesOf(chapters: readonly Chapter[], stretch: Stretch, position: number): readonly Chapter[] {
  if (stretch === "backward") return chapters.filter(({ call }) => call !== null);
  const here = stretch === "chapter" ? chapterAt(chapters, position) : null;
  return here ? [here] : chapters;
}

/** Where playing starts if it is begun here: here, or where what is to be played goes on; its beginning at its end. */
export function startOf(chapters: readonly Chapter[], stretch: Stretch, position: number): number | null {
  const pieces = piecesOf(chapters, stretch, position);
  const last = pieces.at(-1);
  if (!last) return null;
  if (position >= last.to) return pieces[0]?.from ?? null;
  const piece = pieces.find(({ to }) => position <= to);
  return piece ? Math.max(piece.from, position) : null;
}

/** The position that is played after this one; null at the end. */
export function nextOf(
  chapters: readonly Chapter[],
  stretch: Stretch,
  position: number,
  loop: boolean,
): number | null {
  const pieces = piecesOf(chapters, stretch, position);
  const next = pieces.find(({ to }) => position < to);
  if (next) return Math.max(next.from, position + 1);
  return loop ? (pieces[0]?.from ?? null) : null;
}
