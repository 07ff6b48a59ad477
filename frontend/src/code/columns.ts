// Places in the source: spans count Unicode code points, JavaScript's strings count UTF-16 units.

import type { Span } from "../recording/types.gen";

/** The UTF-16 offset of a code point column in a line; past its end, the end. */
export function unitsOf(line: string, column: number): number {
  let units = 0;
  for (const point of line) {
    if (column-- <= 0) break;
    units += point.length;
  }
  return units;
}

/** From where to where a line is covered by a span, in UTF-16 units; null where it is not, or only by its line break. */
export function rangeInLine(line: string, number: number, span: Span): { from: number; to: number } | null {
  if (number < span.line || number > span.end_line) return null;
  // Past the first line, the indentation before the text belongs to no expression.
  const from = number === span.line ? unitsOf(line, span.column) : line.length - line.trimStart().length;
  const to = number === span.end_line ? unitsOf(line, span.end_column) : line.length;
  return from < to ? { from, to } : null;
}

/** The UTF-16 offset in the whole source of a line and a code point column; null where the source has no such line. */
export function offsetOf(source: string, line: number, column: number): number | null {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = source.indexOf("\n", start);
    if (end < 0) return null;
    start = end + 1;
  }
  const end = source.indexOf("\n", start);
  return start + unitsOf(source.slice(start, end < 0 ? undefined : end), column);
}

/** The UTF-16 offsets of a span in the whole source; null where it does not lie in it. */
export function offsetsOf(source: string, span: Span): { from: number; to: number } | null {
  const from = offsetOf(source, span.line, span.column);
  const to = offsetOf(source, span.end_line, span.end_column);
  return from === null || to === null || to < from ? null : { from, to };
}
