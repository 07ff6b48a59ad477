// A remedy put into the program, also where other lines have changed since it was made. Pure.

import type { Edit } from "../recording/types.gen";

/** The program `now` with the edits that were made for `ran`; null where the lines that they speak of are not there any more. */
export function applied(ran: string, now: string, edits: readonly Edit[]): string | null {
  const [before, lines] = [ran.split("\n"), now.split("\n")];
  const [above, below] = same(before, lines);
  const grown = lines.length - before.length;
  // From the last line to the first, so that no edit moves another.
  for (const { line, removed = [], added = [] } of [...edits].sort((a, b) => b.line - a.line)) {
    const from = line - 1;
    const to = from + removed.length;
    // An insertion stands between two lines; one of them at least must still be its neighbour.
    const untouched = to <= above || from >= before.length - below;
    if (!untouched || removed.some((text, n) => text !== before[from + n])) return null;
    const shift = to <= above ? 0 : grown;
    if (from > before.length) return null;
    lines.splice(from + shift, removed.length, ...added);
  }
  return lines.join("\n");
}

/** How many lines two texts share at their beginning, and how many at their end. */
function same(one: readonly string[], other: readonly string[]): [above: number, below: number] {
  const most = Math.min(one.length, other.length);
  let above = 0;
  while (above < most && one[above] === other[above]) above += 1;
  let below = 0;
  while (below < most - above && one[one.length - 1 - below] === other[other.length - 1 - below]) below += 1;
  return [above, below];
}

/** The new lines of a remedy, to be taken away. */
export const linesOf = (edits: readonly Edit[], snippet: string | null | undefined): string =>
  edits.length > 0 ? edits.flatMap(({ added = [] }) => added).join("\n") : (snippet ?? "");
