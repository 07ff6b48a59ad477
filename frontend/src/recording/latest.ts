// The last of many that is so; arrays' own `findLast` is newer than many a reader's browser. Pure.

/** The last item that `is`. */
export function lastOf<T, S extends T>(items: readonly T[], is: (item: T) => item is S): S | undefined;
export function lastOf<T>(items: readonly T[], is: (item: T) => boolean): T | undefined;
export function lastOf<T>(items: readonly T[], is: (item: T) => boolean): T | undefined {
  return items[lastIndexOf(items, is)];
}

/** Its index; -1 if there is none. */
export function lastIndexOf<T>(items: readonly T[], is: (item: T) => boolean): number {
  let index = items.length - 1;
  while (index >= 0 && !is(items[index] as T)) index--;
  return index;
}
