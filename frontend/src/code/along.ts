// How far a program's text is scrolled sideways so that an expression is seen. Pure; lengths in px.

const RIM = 4;
const END = 16;
/** The numbers of the lines, which stay where they are, and as much of the text. */
const START = 64;

/**
 * `from` and `to` are where the expression is from the pane's left edge if nothing is scrolled. Not at all where that shows it;
 * else as little as shows its end, unless its start would go out of sight. (Less than 0 is nowhere to scroll to.)
 */
export const scrolledTo = (from: number, to: number, width: number): number =>
  to + RIM > width ? Math.min(from - START, to + END - width) : 0;
