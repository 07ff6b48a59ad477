// How wide a piece of the program is. Pure.

/** An em in characters of a font for code: as wide are Chinese ones. */
const SQUARE = 5 / 3;

/** In characters of a font for code, in which a Chinese one is a square. */
export const breadthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (character > "\u2e80" ? SQUARE : 1), 0);
