// What a card's header has room for: the name, a tag, and always shape and dtype. Pure; widths in px.

const NAME = 9.2;
const EXPRESSION = 8.2;
const SMALL = 6.9;
const WIDE = 12;
const GAP = 10;
const LEAST_TITLE = 6;
const LEAST_TAG = 5;

/** How wide a text in 12 px is, about: Chinese characters are square. */
export const smallWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (character > "\u2e80" ? WIDE : SMALL), 0);

export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;

export type Heading = { title: string; tag: string; tagAt: number };

/** The title and the tag in `room`: the title gives way down to a few characters, then the tag, then there is none. */
export function headingOf(title: string, named: boolean, tag: string, room: number): Heading {
  const character = named ? NAME : EXPRESSION;
  const fits = (px: number) => Math.floor(px / character);
  const left = room - (tag ? smallWidth(tag) + GAP : 0);
  let shown = cut(title, Math.max(LEAST_TITLE, fits(left)));
  const rest = room - shown.length * character - GAP;
  const most = Math.floor((rest * tag.length) / smallWidth(tag));
  const kept = smallWidth(tag) <= rest ? tag : most >= LEAST_TAG ? cut(tag, most) : "";
  if (!kept) shown = cut(title, Math.max(LEAST_TITLE, fits(room)));
  return { title: shown, tag: kept, tagAt: shown.length * character + GAP };
}
