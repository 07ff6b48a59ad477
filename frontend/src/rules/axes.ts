// Shapes and indexes with places changed; arrays' own `with` and `toSpliced` are newer than many a reader's browser. Pure.

/** `list` with `others` in the place of the `count` numbers from `at` on. */
export function spliced(list: readonly number[], at: number, count: number, ...others: number[]): number[] {
  const changed = [...list];
  changed.splice(at, count, ...others);
  return changed;
}

/** `list` with `by` in the place of the number at `at`. */
export const replaced = (list: readonly number[], at: number, by: number): number[] =>
  spliced(list, at, 1, by);
