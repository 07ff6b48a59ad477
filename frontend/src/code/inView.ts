// How far a program is scrolled so that an expression is seen in it, rows and all. Pure.

/**
 * How far a box of this height is to be scrolled, from where it is, so that the rows are seen which have something between
 * `top` and `bottom`, with one beneath for their numbers, and one before and after these where there is room. No further than
 * that takes; of more than the box holds, the start is shown. In px.
 */
export function scrolledTo(from: number, top: number, bottom: number, height: number, row: number): number {
  const [first, end] = [Math.floor(top / row), Math.ceil(bottom / row) + 1];
  const around = height / row - (end - first) < 2 ? 0 : 1;
  return Math.min((first - around) * row, Math.max(from, (end + around) * row - height));
}
