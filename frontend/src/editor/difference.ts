// The one replacement that leads from a text to another. Pure.

export interface Replacement {
  from: number;
  to: number;
  insert: string;
}

/** What lies between the common beginning and the common end of two texts; null if they are the same. */
export function difference(before: string, after: string): Replacement | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
