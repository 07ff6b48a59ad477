// What a card's header has room for: the name, a tag, and always shape and dtype. Pure; widths in px.

import { widthOf } from "../code/breadth";

const NAME = 9.2;
const EXPRESSION = 8.2;
const SMALL = 6.9;
const WIDE = 12;
const GAP = 10;
const LEAST_TITLE = 6;
const LEAST_TAG = 5;

/** Of a text in 12 px. */
export const smallWidth = (text: string): number => widthOf(text, SMALL, WIDE);

export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;

/** A text cut to `room` px, to no fewer than `least` characters. */
export function cutTo(text: string, room: number, one: number, least = 1): string {
  let most = Math.max(least, Math.floor(room / one));
  while (most > least && widthOf(text.slice(0, most), one) > room) most--;
  return cut(text, most);
}

export type Heading = { title: string; tag: string; tagAt: number };

/** The title and the tag in `room`: the title gives way down to a few characters, then the tag, then there is none; a name that fits alone stays whole. */
export function headingOf(title: string, named: boolean, tag: string, room: number): Heading {
  const character = named ? NAME : EXPRESSION;
  const beside = tag ? smallWidth(tag) + GAP : 0;
  const left = named && widthOf(title, character) <= room ? room : room - beside;
  let shown = cutTo(title, left, character, LEAST_TITLE);
  const rest = room - widthOf(shown, character) - GAP;
  const most = Math.floor((rest * tag.length) / smallWidth(tag));
  const kept = smallWidth(tag) <= rest ? tag : most >= LEAST_TAG ? cut(tag, most) : "";
  if (!kept) shown = cutTo(title, room, character, LEAST_TITLE);
  return { title: shown, tag: kept, tagAt: widthOf(shown, character) + GAP };
}
