import { describe, expect, it } from "vitest";
import { equationsOf, outputsToAsk } from "../../../frontend/src/jacobian/coefficients";
import type { Recording, Value } from "../../../frontend/src/recording/types.gen";
import { spelled } from "../../../frontend/src/rules/spelled";

const value = (shape: number[], dtype: string, first: Value["first"]): Value => ({
  shape,
  dtype,
  first,
  summary: null,
  hidden: null,
});
const recordingOf = (...values: Value[]) => ({ values }) as unknown as Recording;
const jacobian = (rows: number[][] | null, complex = false) => ({
  shape: [2],
  complex,
  matrices: [
    {
      input: 0,
      complex,
      argument: null,
      tensor: null,
      shape: [2],
      rows,
      structure: "dense" as const,
      block: null,
    },
  ],
});
const told = (equation: ReturnType<typeof equationsOf>) =>
  equation?.map(({ label, grids }) => [
    label.replace(/\u00a0/g, " "),
    grids.result.elements.map((element) => spelled(element, "names").replace(/\u00a0/g, " ")),
  ]);

describe("what was sent, as products with the Jacobian", () => {
  const run = { received: [0], sent: [1] };

  it("names each number that arrived and its entry, without those that are 0", () => {
    const recording = recordingOf(value([2], "float64", [3, 4]), value([2], "float64", [11, 4]));
    const rows = [
      [1, 0],
      [2, 1],
    ];
    const equations = equationsOf(recording, run, [{ output: 0, jacobian: jacobian(rows) }], 0, "g_x");
    expect(told(equations)).toEqual([["g_x", ["grad[0] × J[0] + grad[1] × J[1]", "grad[1] × J[1]"]]]);
    expect(equations?.[0]?.grids.result.elements.map(({ value }) => value)).toEqual([11, 4]);
  });

  it("is not shown where it is not what was sent", () => {
    const recording = recordingOf(value([2], "float64", [3, 4]), value([2], "float64", [11, 5]));
    const rows = [
      [1, 0],
      [2, 1],
    ];
    expect(equationsOf(recording, run, [{ output: 0, jacobian: jacobian(rows) }], 0, "g_x")).toBe(null);
  });

  it("adds what all outputs that were given a gradient send", () => {
    const recording = recordingOf(value([2], "float32", [3, 4]), value([2], "float32", [23, 4]));
    const answers = [0, 2].map((output) => ({
      output,
      jacobian: jacobian([
        [output + 1, 0],
        [2, output / 2],
      ]),
    }));
    const both = { received: [0, null, 0], sent: [1] };
    const recorded = value([2], "float32", [3 + 8 + 9 + 8, 4]);
    const equations = equationsOf(
      recordingOf(recording.values[0] as Value, recorded),
      both,
      answers,
      0,
      "g_A",
    );
    expect(told(equations)).toEqual([
      [
        "g_A",
        [
          "grads[0][0] × J0[0] + grads[0][1] × J0[1] + grads[2][0] × J2[0] + grads[2][1] × J2[1]",
          "grads[2][1] × J2[1]",
        ],
      ],
    ]);
  });

  it("takes a complex number as its two parts", () => {
    // Conjugation: the imaginary part changes its sign.
    const rows = [
      [1, 0, 0, 0],
      [0, -1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, -1],
    ];
    const [came, went] = [
      value([2], "complex64", [
        [1, 2],
        [3, 4],
      ]),
      value([2], "complex64", [
        [1, -2],
        [3, -4],
      ]),
    ];
    const answers = [{ output: 0, jacobian: jacobian(rows, true) }];
    expect(told(equationsOf(recordingOf(came, went), run, answers, 0, "g_z"))).toEqual([
      ["Re g_z", ["Re grad[0] × Re J[0]", "Re grad[1] × Re J[1]"]],
      ["Im g_z", ["Im grad[0] × Im J[0]", "Im grad[1] × Im J[1]"]],
    ]);
    expect(equationsOf(recordingOf(came, came), run, answers, 0, "g_z")).toBe(null);
  });
});

describe("the outputs that are asked for", () => {
  const small = value([2], "float32", [1, 2]);
  const large = value([65], "float32", Array<number>(65).fill(0));

  it("are those that were given a gradient", () => {
    expect(outputsToAsk(recordingOf(small), { received: [0, null, 0], sent: [0] }, [0])).toEqual([0, 2]);
  });

  it("are none where a side is too large, or not all there", () => {
    const recording = recordingOf(small, large, { ...small, first: [1] });
    for (const [received, sent] of [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 0],
      [0, null],
    ] as const)
      expect(outputsToAsk(recording, { received: [received], sent: [sent] }, [0])).toEqual([]);
    const complex = value(
      [33],
      "complex64",
      Array.from({ length: 33 }, () => [0, 0] as [number, number]),
    );
    expect(outputsToAsk(recordingOf(complex), { received: [0], sent: [0] }, [0])).toEqual([]);
  });
});
