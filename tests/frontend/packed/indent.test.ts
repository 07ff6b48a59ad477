import { describe, expect, it } from "vitest";
import { indented } from "../../../frontend/src/packed/indent";

describe("what Enter writes", () => {
  for (const [what, before, written] of [
    ["nothing more after a line that is not indented", "import torch", "\n"],
    ["the indentation of the line", "for i in x:\n    y = i", "\n    "],
    ["four spaces more where a block begins", "    if y:", "\n        "],
    ["so, whatever is remarked there", "for i in x:  # each", "\n    "],
    ["no more for a colon within a line", "a = {1: 2}", "\n"],
    ["of the last line alone", "    a\nb", "\n"],
    ["nothing more at the beginning", "", "\n"],
  ] as const)
    it(`is ${what}`, () => expect(indented(before)).toBe(written));
});
