// How a line that is longer than its pane goes on: its further rows begin a little further in than the line itself. Pure.

/** However far in a line begins, its rows keep room for words. */
const MOST = 16;

/** Where the rows after a line's first begin, in columns. */
export function hangOf(line: string): number {
  const plain = line.replace(/\t/g, "    ");
  // Less than Python's own blocks, so that a row that goes on does not look like one; but tabs are counted from there.
  return plain.slice(0, MOST).search(/\S|$/) + (plain === line ? 2 : 4);
}
