// The values of the style guide: every kind that a tensor can hold.

import type { Grid, Scalar, Value } from "../recording/types.gen";
import { heat, holding, numbers } from "./bench";
import type { Words } from "./texts";

export type ValueSample = { title: Words; value: Value; grid: Grid };

const count = (n: number, f: (n: number) => Scalar): Scalar[] => Array.from({ length: n }, (_, i) => f(i));
const wave = count(112, (n) => Math.sin(n / 3.1) * Math.cos(n / 17));
const holed = wave.map(
  (x, n): Scalar => (n === 40 || n === 70 ? "NaN" : n === 90 ? "Infinity" : n === 12 ? "-Infinity" : x),
);
const matrix = (shape: number[], first: Scalar[], dtype = "float32") => holding(shape, first, { dtype });

const small = (title: Words, value: Value, cell = 36): ValueSample => ({
  title,
  value,
  grid: numbers(
    value.shape.length > 1 ? value.first.length / (value.shape.at(-1) ?? 1) : 1,
    value.shape.at(-1) ?? 1,
    cell,
  ),
});

export const values: ValueSample[] = [
  small(["Scalar", "标量"], matrix([], [2.924]), 48),
  small(["Up to 4×4, all numbers", "4×4 以内，全部数字"], matrix([2, 3], [1, 2, 3, 4, 5, 6])),
  small(["bool", "布尔"], matrix([2, 2], [true, false, false, true], "bool")),
  small(["Integers", "整数"], matrix([2], [7, -3], "int64")),
  small(["Huge", "极大"], matrix([3], ["9007199254740993", 1e15, 3.4e38], "float64"), 88),
  small(["Tiny", "极小"], matrix([2], [1e-20, -0.00012], "float32"), 80),
  small(
    ["Complex", "复数"],
    matrix(
      [2],
      [
        [1, 2],
        [3, -4.5],
      ],
      "complex64",
    ),
    80,
  ),
  small(["bfloat16", "bfloat16"], matrix([2], [0.3008, 1], "bfloat16"), 60),
  small(["half", "半精度"], matrix([2], [0.3, 65504], "float16"), 60),
  small(["NaN and infinities", "NaN 与无穷"], matrix([3], ["NaN", "Infinity", "-Infinity"]), 48),
  { title: ["Heat map", "热图"], value: matrix([8, 14], holed), grid: { ...heat(8, 14), cell_width: 14 } },
  {
    title: ["All zero", "全为零"],
    value: matrix(
      [6, 5],
      count(30, () => 0),
    ),
    grid: { ...heat(6, 5), cell_width: 14 },
  },
  {
    title: ["Complex map: magnitudes", "复数热图：模"],
    value: matrix(
      [5, 5],
      count(25, (n) => [n - 12, n / 2]),
      "complex64",
    ),
    grid: { ...heat(5, 5), cell_width: 14 },
  },
  {
    title: ["Slices of three dimensions", "三维切片"],
    value: matrix([2, 3, 4], wave.slice(0, 24)),
    grid: { ...heat(6, 4), cell_width: 14 },
  },
];

/** In words: there is nothing that could be shown. */
export const hidden: Value[] = [
  matrix([0, 3], []),
  ...(
    ["uninitialised", "sparse", "quantised", "nested", "meta", "wrapped", "freed", "unreadable"] as const
  ).map((why) => ({
    ...matrix([3], []),
    hidden: why,
  })),
];
