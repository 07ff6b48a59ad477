import { describe, expect, it } from "vitest";
import {
  abreastOf,
  enoughFor,
  leadingOf,
  reachOf,
  sheetOf,
  windowOf,
} from "../../../frontend/src/panels/slices";
import type { Value } from "../../../frontend/src/recording/types.gen";

const value = (shape: number[], recorded?: number): Value => ({
  shape,
  dtype: "int64",
  first: Array.from({ length: recorded ?? shape.reduce((a, b) => a * b, 1) }, (_, n) => n),
  summary: null,
});
const numbers = (of: Value, place: number[], fold = 8) => {
  const sheet = sheetOf(of, place, fold);
  return Array.from({ length: sheet.rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (_, column) => sheet.at(row, column)),
  );
};

describe("a value, sheet by sheet", () => {
  it("has every element in its place, as row-major order has it", () => {
    const cube = value([2, 2, 3]);
    expect(leadingOf(cube)).toEqual([2]);
    expect(numbers(cube, [1])).toEqual([
      [6, 7, 8],
      [9, 10, 11],
    ]);
    expect(sheetOf(cube, [1], 8).part).toBe("[1, :, :]");
    expect(sheetOf(cube, [1], 8).nameOf(1, 2)).toBe("[1, 1, 2]");
    expect(numbers(value([2, 3, 1, 2]), [1, 2])).toEqual([[10, 11]]);
  });

  it("is one cell for a scalar and one row for a few numbers", () => {
    expect(numbers(value([]), [])).toEqual([[0]]);
    expect(sheetOf(value([]), [], 8).nameOf(0, 0)).toBe("[]");
    expect(numbers(value([3]), [])).toEqual([[0, 1, 2]]);
    expect(sheetOf(value([3]), [], 8).part).toBe("");
  });

  it("folds a long line, also one that stands upright, and names its elements as Python does", () => {
    expect(numbers(value([5]), [], 3)).toEqual([
      [0, 1, 2],
      [3, 4, null],
    ]);
    expect(sheetOf(value([5]), [], 3)).toMatchObject({ count: 5 });
    expect(sheetOf(value([5]), [], 3).nameOf(1, 0)).toBe("[3]");
    expect(sheetOf(value([5, 1]), [], 3).nameOf(1, 0)).toBe("[3, 0]");
  });

  it("lets a column stand upright for longer than a row goes on", () => {
    expect(sheetOf(value([5, 1]), [], 3, 5)).toMatchObject({ rows: 5, columns: 1, folded: false });
    expect(sheetOf(value([1, 5]), [], 3, 5)).toMatchObject({ rows: 2, columns: 3, folded: true });
    expect(sheetOf(value([6, 1]), [], 3, 5)).toMatchObject({ rows: 2, columns: 3, folded: true });
  });

  it("is one row where no more of a wide matrix was recorded, and says which", () => {
    expect(numbers(value([2, 5], 5), [], 3)).toEqual([
      [0, 1, 2],
      [3, 4, null],
    ]);
    expect(sheetOf(value([2, 5], 5), [], 3)).toMatchObject({ part: "[0, :]", folded: true });
    expect(sheetOf(value([2, 5], 5), [], 3).nameOf(1, 0)).toBe("[0, 3]");
    expect(sheetOf(value([3, 2, 5], 14), [1], 3)).toMatchObject({ part: "[1, 0, :]", rows: 2, columns: 3 });
    expect(sheetOf(value([2, 5], 6), [], 3)).toMatchObject({ part: "", rows: 2, columns: 5, folded: false });
  });

  it("folds a line where the panel ends, which is sooner for long numbers", () => {
    expect(abreastOf(value([64]))).toBe(8);
    expect(abreastOf({ ...value([2]), first: [0.5, -0.06356] })).toBe(4);
    expect(abreastOf({ ...value([1]), first: [["123456.7", "-123456.7"]] })).toBeLessThan(3);
    expect(abreastOf({ ...value([0]), first: [] })).toBe(8);
  });

  it("leaves what was not recorded empty, and is stepped no further than it was recorded", () => {
    const partly = value([4, 2, 2], 6);
    expect(reachOf(partly)).toEqual([2]);
    expect(numbers(partly, [1])).toEqual([
      [4, 5],
      [null, null],
    ]);
    expect(reachOf(value([3, 4, 2, 2]))).toEqual([3, 4]);
    expect(reachOf(value([3, 4, 2, 2], 20))).toEqual([2, 4]);
  });

  it("is drawn where it is in view, with a margin, and never past its ends", () => {
    expect(windowOf(0, 200, 20, 1000)).toEqual([0, 14]);
    expect(windowOf(400, 200, 20, 1000)).toEqual([16, 34]);
    expect(windowOf(99_999, 200, 20, 1000)).toEqual([1000, 1000]);
  });

  it("asks for the least choice that records all, and for the most there is where none does", () => {
    expect(enoughFor(100, 64)).toBe(256);
    expect(enoughFor(1_000_000, 64)).toBe(4096);
    expect(enoughFor(1_000_000, 4096)).toBe(null);
  });
});
