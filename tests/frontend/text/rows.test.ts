import { describe, expect, it } from "vitest";
import { fold } from "../../../frontend/src/recording/fold";
import { functionRows, numbersOf, tensorRows } from "../../../frontend/src/text/rows";
import { load, NAMES } from "../fixtures";

const write = (value: Parameters<typeof numbersOf>[0]) => numbersOf(value, (why) => why);

describe("the graph as text", () => {
  it("tells a tensor's value, gradient and function", () => {
    const recording = load("05_grad_fn");
    const state = fold(recording, recording.steps.length);
    const [x, y] = tensorRows(recording, state, write, "None");
    expect(x).toMatchObject({ name: "x", value: "1, 1, 1, 1", grad: "3, 3, 3, 3", fn: null, shape: [2, 2] });
    expect(y).toMatchObject({ name: "y", source: "x ** 2", grad: "None" });
    const pow = functionRows(recording, state, write, "none").find(({ name }) => name === "PowBackward0");
    expect(pow).toMatchObject({ targets: ["x"], received: ["1.5, 1.5, 1.5, 1.5"], sent: ["3, 3, 3, 3"] });
  });

  it.each(NAMES)("has a row for everything that is there at the end of %s", (name) => {
    const recording = load(name);
    const state = fold(recording, recording.steps.length);
    expect(tensorRows(recording, state, write, "None")).toHaveLength(Object.keys(state.tensors).length);
    expect(functionRows(recording, state, write, "none")).toHaveLength(Object.keys(state.functions).length);
  });

  it("says why there are no numbers, and that there are more", () => {
    const value = { shape: [3], dtype: "float32", first: [], summary: null, hidden: "meta" } as const;
    expect(write({ ...value, shape: [3], first: [] })).toBe("meta");
    expect(write({ shape: [9], dtype: "float32", first: [1, 2, 3, 4, 5, 6, 7, 8, 9], summary: null })).toBe(
      "1, 2, 3, 4, 5, 6, 7, 8, …",
    );
  });
});
