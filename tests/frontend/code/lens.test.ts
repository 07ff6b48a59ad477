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
    expect(mean).toMatchObject({ sent: [{ text: "0.25", mid: 0.5 }], together: null });
    const { from, to } = mean?.sent[0] ?? {};
    expect(nodes[0]?.source[(mean?.line ?? 0) - 1]?.slice(from, to)).toBe("z");
    expect(power?.sent.map(({ text }) => text)).toEqual(["3"]);
  });

  it("an operand that is itself an expression has it under its middle", () => {
    expect(times?.sent).toEqual([{ text: "0.75", from: 6, to: 7, mid: 0.5, at: 6.5 }]);
  });

  it("of a name used twice, each mention has its own, and both are added", () => {
    expect(square?.sent.map(({ text, at }) => [text, at])).toEqual([
      ["0.75", 4.5],
      ["0.75", 8.5],
    ]);
    expect(square?.together).toBe("1.5");
    expect(square?.sent.map(({ from, to }) => [from, to])).toEqual([
      [4, 5],
      [8, 9],
    ]);
  });
});

/** The mean of `z`, under another name: its number, and what it stands under. */
function renamed(name: string, source: string) {
  const recording = structuredClone(load("05_grad_fn"));
  recording.program.source = recording.program.source.replace("out = z.mean()", source);
  const mean = recording.steps.find((step) => step.type === "node");
  const [operand] = mean ? recording.functions.filter(({ id }) => id === mean.function) : [];
  const edge = operand?.inputs[0];
  if (!mean || !operand?.span || !edge || !("tensor" in edge) || !edge.tensor) throw new Error("no mean");
  const column = source.indexOf(name);
  operand.span = { ...operand.span, column, end_column: source.length };
  const named = recording.tensors.find(({ id }) => id === edge.tensor);
  if (!named) throw new Error("no operand");
  named.names = [name];
  const { sent } = lensOf(recording, fold(recording, mean.index + 1), mean) ?? {};
  const [number] = sent ?? [];
  if (!number || sent?.length !== 1) throw new Error("not one number");
  return { ...number, under: source.slice(number.from, number.to) };
}

it("names in Chinese have their numbers under them, though their characters are wider", () => {
  const { text, at, under } = renamed("乙", "输 = 乙.mean()");
  expect({ text, under }).toEqual({ text: "0.25", under: "乙" });
  // As wide as `输 = ` and half of `乙`, with an em for each of the two.
  expect(at).toBeCloseTo(3 + 1.5 * (14 / 8.4));
});

it("a number stands under the middle of a name, which may be between two characters", () => {
  expect(renamed("abc", "out = abc.mean()")).toMatchObject({ under: "b", mid: 0.5 });
  expect(renamed("abcd", "out = abcd.mean()")).toMatchObject({ under: "b", mid: 1 });
  expect(renamed("损失", "out = 损失.mean()")).toMatchObject({ under: "损", mid: 1 });
});

it.each(NAMES)("every number of %s stands under its line, and only backward functions have any", (name) => {
  for (const { step, lens, source } of lensesOf(name)) {
    if (!lens) continue;
    expect(step.type).toBe("node");
    for (const { from, to, mid } of lens.sent) {
      expect(source[lens.line - 1]?.slice(from, to).trim()).toHaveLength(1);
      expect(mid).toBeGreaterThan(0);
      expect(mid).toBeLessThan(3);
    }
    const places = lens.sent.map(({ from }) => from);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  }
});
