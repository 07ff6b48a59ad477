// How far the program is scrolled so that the lamp is seen in it.

import { describe, expect, it } from "vitest";
import { scrolledTo } from "../../../frontend/src/code/inView";

const ROW = 26;
/** The letters of so many rows from the nth, which are lower than their rows. */
const rows = (nth: number, count = 1) => [nth * ROW + 5, (nth + count) * ROW - 5] as const;

describe("in a pane of ten rows", () => {
  const to = (from: number, nth: number, count = 1) => scrolledTo(from, ...rows(nth, count), 10 * ROW, ROW);

  it("nothing moves for what is seen, with the row of its numbers", () => {
    expect(to(0, 1)).toBe(0);
    expect(to(0, 7)).toBe(0);
    expect(to(5 * ROW, 9)).toBe(5 * ROW);
  });

  it("it moves no further than to show a row before and after", () => {
    expect(to(0, 8)).toBe(ROW);
    expect(to(20 * ROW, 20)).toBe(19 * ROW);
    expect(to(20 * ROW, 12)).toBe(11 * ROW);
  });

  it("of more rows than it holds, it shows the first", () => {
    expect(to(0, 5, 12)).toBe(5 * ROW);
    expect(to(30 * ROW, 5, 12)).toBe(5 * ROW);
  });
});

describe("in a strip of three rows", () => {
  const to = (from: number, nth: number, count = 1) => scrolledTo(from, ...rows(nth, count), 3 * ROW, ROW);

  it("every place is a whole number of rows, with all of one row and its numbers", () => {
    for (const from of [0, 3, 4, 5, 6, 9])
      for (const nth of [0, 4, 5]) {
        const at = to(from * ROW, nth) / ROW;
        expect(Number.isInteger(at)).toBe(true);
        expect(at).toBeLessThanOrEqual(nth);
        expect(at + 3).toBeGreaterThanOrEqual(nth + 2);
      }
  });

  it("two rows and their numbers fill it", () => {
    expect(to(0, 4, 2)).toBe(4 * ROW);
  });
});
