// How wide a text is in a font for code. Pure.

/** As many times wider than a Latin character is a Chinese one, which is a square. */
const SQUARE = 5 / 3;

/** How wide a text is, about, of which a Latin character is `one`, and a Chinese one `square`. */
export const widthOf = (text: string, one = 1, square = one * SQUARE): number =>
  [...text].reduce((width, character) => width + (character > "\u2e80" ? square : one), 0);
