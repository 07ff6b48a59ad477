// Where a line goes on that is longer than its pane.

import { expect, it } from "vitest";
import { hangOf } from "../../../frontend/src/code/hang";

it("goes on a little further in than the line begins, and not as far as a block in it", () => {
  expect(hangOf("x = 1")).toBe(2);
  expect(hangOf("    y = x")).toBe(6);
  expect(hangOf("        # 注释")).toBe(10);
});

it("goes on at one of their stops where there are tabs, as these are counted from there", () => {
  for (const line of ["\ty = x", "\t\ty = x", "    y = x\t# sum", "x\t= 1"]) expect(hangOf(line) % 4).toBe(0);
  expect(hangOf("\t\ty = x")).toBe(12);
});

it("leaves room for words, however far in the line begins", () => {
  expect(hangOf(`${" ".repeat(80)}x`)).toBeLessThan(24);
  expect(hangOf(`${"\t".repeat(30)}x`)).toBeLessThan(24);
});

it("has something for a line with nothing in it", () => {
  expect(hangOf("")).toBe(2);
});
