// The numbers under the line of a backward step: each under its operand, none over another, and their sum.

import { describe, expect, it } from "vitest";
import { lensOf } from "../../../frontend/src/code/lensOf";
import { fold } from "../../../frontend/src/recording/fold";
import { load, NAMES } from "../fixtures";

function lensesOf(name: string) {
  const recording = load(name);
  return recording.steps.map((step, index) => ({
    step,
    lens: lensOf(recording, fold(recording, index + 1), step),
    source: recording.program.source.split("\n"),
  }));
}

describe("05_grad_fn", () => {
  const nodes = lensesOf("05_grad_fn").filter(({ step }) => step.type === "node");
  const [mean, times, square, power] = nodes.map(({ lens }) => lens);

  it("an operand by name has its number under the name", () => {
    expect(mean).toMatchObject({ sent: [{ text: "0.25", by: 0 }], together: null });
    expect(nodes[0]?.source[(mean?.line ?? 0) - 1]?.[Math.floor(mean?.sent[0]?.at ?? 0)]).toBe("z");
    expect(power?.sent.map(({ text }) => text)).toEqual(["3"]);
  });

  it("an operand that is itself an expression has it under its middle", () => {
    expect(times?.sent).toEqual([{ text: "0.75", at: "z = y * y".length - 2.5, by: 0 }]);
  });

  it("of a name used twice, each mention has its own, and both are added", () => {
    expect(square?.sent.map(({ text, at }) => [text, at])).toEqual([
      ["0.75", 4.5],
      ["0.75", 8.5],
    ]);
    expect(square?.together).toBe("1.5");
    const [one, two] = square?.sent ?? [];
    expect(8.4 * ((two?.at ?? 0) - (one?.at ?? 0)) + (two?.by ?? 0) - (one?.by ?? 0)).toBeGreaterThan(
      4 * 7.3,
    );
  });
});

it("names in Chinese have their numbers under them, though their characters are wider", () => {
  const recording = structuredClone(load("05_grad_fn"));
  recording.program.source = recording.program.source.replace("out = z.mean()", "输 = 乙.mean()");
  const mean = recording.steps.find((step) => step.type === "node");
  const [operand] = mean ? recording.functions.filter(({ id }) => id === mean.function) : [];
  const edge = operand?.inputs[0];
  if (!mean || !operand?.span || !edge || !("tensor" in edge) || !edge.tensor) throw new Error("no mean");
  operand.span = { ...operand.span, column: 4, end_column: 12 };
  const named = recording.tensors.find(({ id }) => id === edge.tensor);
  if (!named) throw new Error("no operand");
  named.names = ["乙"];
  const { sent } = lensOf(recording, fold(recording, mean.index + 1), mean) ?? {};
  expect(sent?.map(({ text }) => text)).toEqual(["0.25"]);
  // As wide as `输 = ` and half of `乙`, with an em for each of the two.
  expect(sent?.[0]?.at).toBeCloseTo(3 + 1.5 * (14 / 8.4));
});

it.each(NAMES)("every number of %s stands under its line, and only backward functions have any", (name) => {
  for (const { step, lens, source } of lensesOf(name)) {
    if (!lens) continue;
    expect(step.type).toBe("node");
    for (const { at } of lens.sent) {
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThan(source[lens.line - 1]?.length ?? 0);
    }
  }
});
