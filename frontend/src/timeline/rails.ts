// The rails of the chapters as two paths, and which chapters have room for their names. Pure.

import type { Chapter } from "../recording/chapters";
import { fraction } from "./ticks";

const GAP_PX = 3;
const NAME_PX = 96;
const NUMBER_PX = 34;
const SIGN_PX = 22;

/** From where to where a chapter reaches on a track of `width` pixels: half a step beyond its first and last. */
export function reach(chapter: Chapter, length: number, width: number): { from: number; to: number } {
  const at = (position: number) => Math.min(1, Math.max(0, fraction(position, length))) * width;
  return { from: at(chapter.from - 0.5), to: at(chapter.to + 0.5) };
}

/** One path over all chapters of a kind, however many; pieces that share a pixel are drawn once. */
export function railPath(chapters: readonly Chapter[], length: number, width: number): string {
  let path = "";
  let drawn = -1;
  for (const chapter of chapters) {
    const { from, to } = reach(chapter, length, width);
    const end = Math.max(from + 1, to - (to - from > 2 * GAP_PX && to < width ? GAP_PX : 0));
    if (end < drawn + 1) continue;
    path += `M${Math.max(from, drawn).toFixed(1)},0H${end.toFixed(1)}`;
    drawn = end;
  }
  return path;
}

/** A chapter's name on the track: whole, or its sign and number where it is short of room. */
export interface Title {
  chapter: Chapter;
  left: number;
  whole: boolean;
}

/** The titles that find room. The current chapter's always does. */
export function titlesOf(
  chapters: readonly Chapter[],
  length: number,
  width: number,
  now: Chapter | null,
): Title[] {
  const current = now ? place(now, length, width) : null;
  if (current && now) {
    current.whole = true;
    current.left = Math.max(0, Math.min(current.left, width - NAME_PX));
  }
  const kept = chapters.flatMap((chapter) => {
    if (chapter === now) return current ?? [];
    const title = place(chapter, length, width);
    const size = title.whole ? NAME_PX : chapter.call === null ? SIGN_PX : NUMBER_PX;
    const room = title.right - title.left >= size;
    const free = !current || title.left + size <= current.left || title.left >= current.left + NAME_PX;
    return room && free ? title : [];
  });
  return kept.map(({ chapter, left, whole }) => ({ chapter, left, whole }));
}

function place(chapter: Chapter, length: number, width: number): Title & { right: number } {
  const { from, to } = reach(chapter, length, width);
  return { chapter, left: from, right: to, whole: to - from >= NAME_PX };
}
