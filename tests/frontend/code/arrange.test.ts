// Numbers under a line: none over another, none beyond the edges, each row by itself, and a place for the sum.

import { describe, expect, it } from "vitest";
import { arranged, type Placed } from "../../../frontend/src/code/arrange";

const WIDTH = 330;
const at = (x: number, row = 0, width = 37): Placed => ({ x, row, width });

/** From where to where each number is in the end. */
function ends(numbers: Placed[], sum = 0, width = WIDTH) {
  const { by } = arranged(numbers, sum, width);
  return numbers.map(({ x, width: wide }, n) => [x + (by[n] ?? 0) - wide / 2, x + (by[n] ?? 0) + wide / 2]);
}
const sumOf = (numbers: Placed[], sum: number) => {
  const from = (numbers.at(-1)?.x ?? 0) + arranged(numbers, sum, WIDTH).sum;
  return [from, from + sum] as const;
};

describe("numbers", () => {
  it("stay under their operands where there is room", () => {
    expect(arranged([at(60), at(200)], 0, WIDTH).by).toEqual([0, 0]);
  });

  it("that would overlap give way by half each", () => {
    expect(arranged([at(100), at(133)], 0, WIDTH).by).toEqual([-5, 5]);
  });

  it("in different rows do not make way for each other", () => {
    expect(arranged([at(100, 0), at(110, 52)], 0, WIDTH).by).toEqual([0, 0]);
  });

  it("end before the edges, and push those beside them, not over these", () => {
    for (const numbers of [[at(290), at(325)], [at(4), at(20)], [at(300, 0, 80)]]) {
      const placed = ends(numbers);
      for (const [n, [left = 0, right = 0]] of placed.entries()) {
        expect(left).toBeGreaterThanOrEqual(Math.max(0, (placed[n - 1]?.[1] ?? -9) + 5));
        expect(right).toBeLessThanOrEqual(WIDTH);
      }
    }
  });
});

describe("their sum", () => {
  it("stands after the last of them", () => {
    const [from, to] = sumOf([at(60), at(110)], 80);
    expect(from).toBeGreaterThan(110 + 18);
    expect(to).toBeLessThan(WIDTH);
  });

  it("stands before them where they are at the end of their row", () => {
    const [, to] = sumOf([at(200), at(300)], 80);
    expect(to).toBeLessThan(200 - 18);
  });

  it("stands in the row of the last", () => {
    const [from] = sumOf([at(320, 0), at(40, 52)], 80);
    expect(from).toBeGreaterThan(40 + 18);
  });

  it("has them make way where there is no room on either side", () => {
    const numbers = [at(60), at(200), at(310)];
    const [from, to] = sumOf(numbers, 90);
    expect(to).toBeLessThanOrEqual(WIDTH);
    for (const [, right = 0] of ends(numbers, 90)) expect(right).toBeLessThan(from);
  });
});

it("nothing is arranged of nothing", () => {
  expect(arranged([], 0, WIDTH)).toEqual({ by: [], sum: 0 });
});
