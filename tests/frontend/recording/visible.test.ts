import { describe, expect, it } from "vitest";
import { expressionOf } from "../../../frontend/src/recording/lookup";
import { parseRecording } from "../../../frontend/src/recording/parse";
import { allVisible, visible } from "../../../frontend/src/recording/visible";
import { load } from "../fixtures";

describe("what hides or turns around is shown by its name", () => {
  it.each([
    ["a\u202eb", "a‹U+202E›b"],
    ["\u2066x\u2069", "‹U+2066›x‹U+2069›"],
    ["\0\x1b[2J\r\x7f\x85", "‹U+0000›‹U+001B›[2J‹U+000D›‹U+007F›‹U+0085›"],
    ["\u200bx\ufeff", "‹U+200B›x‹U+FEFF›"],
  ])("%j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
  it.each(["x\n\ty", "梯度 ∂", "שלום", "می‌خواهم", "👩‍🔬", "<b>&amp;"])("%j stays", (text) => {
    expect(visible(text)).toBe(text);
  });
});

it("JSON with nothing to hide stays the same object, and other JSON keeps its shape", () => {
  const plain = { a: ["x", 1, null, true] };
  expect(allVisible(plain)).toBe(plain);
  expect(allVisible({ a: ["\u202e", 1, null, true], b: { c: "x" } })).toEqual({
    a: ["‹U+202E›", 1, null, true],
    b: { c: "x" },
  });
});

it("a recording's names and messages are visible, and its source is until it is shown", () => {
  const good = load("05_grad_fn");
  const source = "s = '\u202e'; y = x * 2\n";
  const recording = parseRecording({
    ...good,
    program: { ...good.program, source },
    tensors: good.tensors.map((tensor) => ({ ...tensor, names: ["x\u202e"] })),
  });
  expect(recording.tensors[0]?.names).toEqual(["x‹U+202E›"]);
  expect(recording.steps).toBe(good.steps);
  expect(recording.program.source).toBe(source);
  expect(expressionOf(recording, { line: 1, column: 4, end_line: 1, end_column: 7 })).toBe("'‹U+202E›'");
});
