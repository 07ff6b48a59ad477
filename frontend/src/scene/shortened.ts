// A name that says an operation on the way, `sum(leaves) › add`, cut before that: the end alone tells it from its neighbours. Pure.

const WAY = " › ";

/** In at most `most` characters; null for a name that says no such thing. */
export function shortened(name: string, most: number): string | null {
  const [, op] = name.split(WAY);
  if (!op) return null;
  const room = most - WAY.length - op.length - 1;
  if (room >= 0) return `${name.slice(0, room).trimEnd()}…${WAY}${op}`;
  return op.length > most ? `${op.slice(0, most - 1 || 1)}…` : op;
}
