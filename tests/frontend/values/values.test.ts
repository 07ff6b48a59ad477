// How a value is shown: the scale, which part of it has room, what is said about the rest.

import { describe, expect, it } from "vitest";
import type { Scalar, Summary, Value } from "../../../frontend/src/recording/types.gen";
import { cellText } from "../../../frontend/src/values/Cells";
import { digestOf } from "../../../frontend/src/values/digest";
import { endOf, levelOf } from "../../../frontend/src/values/scale";
import { shownOf } from "../../../frontend/src/values/shown";

const value = (shape: number[], first: Scalar[], summary: Partial<Summary> | null = null): Value => ({
  shape,
  dtype: "float32",
  first,
  summary: summary && { min: 0, max: 0, mean: 0, std: 0, nan: 0, inf: 0, zeros: 0, ...summary },
});
const counted = (shape: number[], recorded = 64): Value =>
  value(
    shape,
    Array.from(
      {
        length: Math.min(
          recorded,
          shape.reduce((a, b) => a * b, 1),
        ),
      },
      (_, n) => n,
    ),
  );
const heat = { rows: 8, columns: 16 };

describe("the scale", () => {
  it("has zero in the middle and its ends at the largest magnitude", () => {
    expect([-2, -0.1, 0, 0.1, 1, 2].map((x) => levelOf(x, 2))).toEqual(["n4", "n1", "0", "p1", "p2", "p4"]);
    expect(levelOf(0, 0)).toBe("0");
  });

  it("takes an exact large integer by its size and a complex number by its magnitude", () => {
    expect(levelOf("9223372036854775807", 2 ** 63)).toBe("p4");
    expect(levelOf([-3, 4], 10)).toBe("p2");
  });

  it("has no place for NaN and infinities", () => {
    expect(["NaN", "Infinity", "-Infinity"].map((x) => levelOf(x, 2))).toEqual(["nan", "inf", "-inf"]);
  });

  it("ends where the whole tensor ends, not only what was recorded of it", () => {
    expect(endOf(value([100], [1, -2], { min: -2, max: 7 }))).toBe(7);
    expect(endOf(value([3], ["NaN", "Infinity", -2], { min: -2, max: "Infinity" }))).toBe(2);
    expect(endOf(value([0], []))).toBe(0);
  });
});

describe("the part that is shown", () => {
  const part = (shape: number[], recorded?: number) => shownOf(counted(shape, recorded), heat).part;

  it("is not named where a matrix is all there", () => {
    expect([part([8, 8]), part([5, 3]), part([12])]).toEqual(["", "", ""]);
  });

  it("is the slice as Python writes it", () => {
    expect(part([20, 3])).toBe("[:8, :]");
    expect(part([3, 20])).toBe("[:, :16]");
    expect(part([64, 64])).toBe("[0, :]");
    expect(part([4, 100])).toBe("[0, :64]");
    expect(part([2, 3, 4])).toBe("[:, :, :]");
    expect(part([4, 5, 3])).toBe("[0, :, :]");
    expect(part([4, 3, 3])).toBe("[:2, :, :]");
    expect(part([2, 9, 3])).toBe("[0, :8, :]");
    expect(part([2, 3, 2, 2])).toBe("[0, :, :, :]");
  });

  it("folds a long line of elements, in reading order", () => {
    const { cells } = shownOf(counted([40]), { rows: 3, columns: 16 });
    expect(cells.map((row) => row.length)).toEqual([16, 16, 8]);
    expect(cells[2]?.[0]).toBe(32);
  });

  it("never asks for an element that was not recorded", () => {
    for (const shape of [[64, 64], [7, 11], [100], [3, 50], [50, 3], [2, 3, 40], [5, 5, 5], [64, 1]])
      for (const recorded of [1, 5, 64]) {
        const all = shownOf(counted(shape, recorded), heat).cells.flat();
        const count = Math.min(
          recorded,
          shape.reduce((a, b) => a * b, 1),
        );
        expect(all.length).toBeGreaterThan(0);
        expect(all.every((index) => index < count)).toBe(true);
      }
  });

  it("shows where one slice ends and the next begins", () => {
    expect(shownOf(counted([2, 3, 4]), heat).every).toBe(3);
    expect(shownOf(counted([6, 4]), heat).every).toBe(0);
  });
});

describe("the line under a heat map", () => {
  const texts = (v: Value, room: number) => digestOf(v, "[0, :]", room).map((piece) => piece.text);

  it("says first what is not finite, then which part, then the ends", () => {
    const all = value([64, 64], [1], { min: -1, max: 2, mean: 0.5, nan: 2, inf: 1 });
    expect(texts(all, 99)).toEqual(["2 NaN", "1 Inf", "[0, :]", "-1 … 2", "mean 0.5"]);
    expect(texts(all, 13)).toEqual(["2 NaN", "1 Inf"]);
    expect(texts(all, 3)).toEqual([]);
  });

  it("says no ends where there are none", () => {
    const holed = value([9, 9], [1], { min: "NaN", max: "NaN", mean: "NaN", nan: 1 });
    expect(texts(holed, 99)).toEqual(["1 NaN", "[0, :]"]);
    expect(texts(value([9, 9], [1], { min: 0, max: "Infinity", mean: "Infinity", inf: 1 }), 30)).toContain(
      "0 … Inf",
    );
  });

  it("says one number where there is only one", () => {
    expect(texts(value([9, 9], [1], { min: -0, max: 0, mean: 0 }), 99)).toEqual(["[0, :]", "= 0"]);
  });
});

it("a cell writes numbers in few characters", () => {
  expect(["9007199254740993", "Infinity", "-Infinity", "NaN", true, 0.73106].map((x) => cellText(x))).toEqual(
    ["9.007e+15", "Inf", "-Inf", "NaN", "T", "0.7311"],
  );
});
