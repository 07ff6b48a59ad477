import { describe, expect, it } from "vitest";
import { formatNumber, formatShape } from "../../../frontend/src/recording/format";
import type { Scalar } from "../../../frontend/src/recording/types.gen";

describe("a number takes at most four significant digits", () => {
  it.each<[Scalar, string]>([
    [3, "3"],
    [0.75, "0.75"],
    [1.46211715, "1.462"],
    [-0.93319, "-0.9332"],
    [0.00001, "1e-05"],
    [51.2000008, "51.2"],
    [512.345, "512.3"],
    [123456.7, "1.235e+05"],
    [2 ** 40, "1.1e+12"],
    [99999, "99999"],
    [true, "T"],
    [false, "F"],
    ["NaN", "NaN"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    ["-Infinity", "-Infinity"],
    ["9223372036854775807", "9223372036854775807"],
    [[1, -2], "1-2j"],
    [[0.5, "NaN"], "0.5+NaNj"],
    [-0, "-0"],
  ])("%s is written %s", (scalar, text) => {
    expect(formatNumber(scalar)).toBe(text);
  });
});

it("a shape is written as in the course", () => {
  expect([[], [3], [2, 2], [0, 3]].map((shape) => formatShape(shape))).toEqual(["scalar", "3", "2×2", "0×3"]);
  expect(formatShape([], "标量")).toBe("标量");
});
