// What of ES2023 is older than its year: browsers have it since 2022, and nothing newer is to be used.

interface ReadonlyArray<T> {
  findLast<S extends T>(is: (value: T, index: number) => value is S): S | undefined;
  findLast(is: (value: T, index: number) => unknown): T | undefined;
  findLastIndex(is: (value: T, index: number) => unknown): number;
}
interface Array<T> extends ReadonlyArray<T> {}
