// What a card's header has room for: the name, a tag, and always shape and dtype. Pure; widths in px.

import { widthOf } from "../code/breadth";
import { also } from "../still/also";
import { shortened } from "./shortened";

const NAME = 9.2;
const EXPRESSION = 8.2;
const SMALL = 6.9;
const WIDE = 12;
const GAP = 10;
const LEAST_TITLE = 6;
const LEAST_TAG = 5;

/** Of a text in 12 px. */
export const smallWidth = (text: string): number => widthOf(text, SMALL, WIDE);

/** A text in at most `most` characters, of which there is at least one. */
export const cut = (text: string, most: number): string =>
  text.length > most
    ? ((__STILL__ ? also.shortened : shortened)?.(text, most) ?? `${text.slice(0, most - 1 || 1)}…`)
    : text;

/** A text cut to `room` px, to no fewer than `least` characters. */
export function cutTo(text: string, room: number, one: number, least = 1): string {
  let most = Math.max(least, Math.floor(room / one));
  while (most > least && widthOf(cut(text, most), one) > room) most--;
  return cut(text, most);
}

export type Heading = { title: string; tag: string; tagAt: number };

/** The title and the tag in `room`: the title gives way down to a few characters, then the tag, then there is none; a name that fits alone stays whole. */
export function headingOf(title: string, named: boolean, tag: string, room: number): Heading {
  const character = named ? NAME : EXPRESSION;
  const left = named && widthOf(title, character) <= room ? room : room - smallWidth(tag) - GAP;
  let shown = cutTo(title, left, character, LEAST_TITLE);
  const rest = room - widthOf(shown, character) - GAP;
  const most = (rest * tag.length) / smallWidth(tag);
  const kept = most >= Math.min(LEAST_TAG, tag.length) ? cut(tag, most) : "";
  if (!kept) shown = cutTo(title, room, character, LEAST_TITLE);
  return { title: shown, tag: kept, tagAt: widthOf(shown, character) + GAP };
}
