import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rangeInLine, unitsOf } from "../../../frontend/src/code/columns";
import { highlight, splitTokens } from "../../../frontend/src/code/highlight";
import { placeOf } from "../../../frontend/src/code/place";
import { expressionOf } from "../../../frontend/src/recording/lookup";
import { parseRecording } from "../../../frontend/src/recording/parse";

const folder = resolve(import.meta.dirname, "../../fixtures/recordings");
const recordings = readdirSync(folder).map((name) =>
  parseRecording(JSON.parse(readFileSync(resolve(folder, name), "utf8"))),
);
const chapter = (name: string) =>
  parseRecording(JSON.parse(readFileSync(resolve(folder, `${name}.json`), "utf8")));

describe("a column in code points", () => {
  it("is an offset in UTF-16 units", () => {
    expect(unitsOf("x = '😀' + y", 5)).toBe(5);
    expect(unitsOf("x = '😀' + y", 6)).toBe(7);
    expect(unitsOf("张量", 1)).toBe(1);
    expect(unitsOf("ab", 9)).toBe(2);
  });

  it("gives the range that a span covers in each of its lines, without indentation", () => {
    const span = { line: 2, column: 4, end_line: 4, end_column: 1 };
    expect(rangeInLine("a = f(", 1, span)).toBe(null);
    expect(rangeInLine("b = (c", 2, span)).toEqual({ from: 4, to: 6 });
    expect(rangeInLine("    + d", 3, span)).toEqual({ from: 4, to: 7 });
    expect(rangeInLine(")", 4, span)).toEqual({ from: 0, to: 1 });
    expect(rangeInLine("    ", 3, span)).toBe(null);
  });
});

describe("the place of a step", () => {
  it("is the step's own expression on the way forward", () => {
    const recording = chapter("05_grad_fn");
    const op = recording.steps.filter((step) => step.type === "op");
    const texts = op.map((step) => expressionOf(recording, placeOf(recording, step).lamp as never));
    expect(texts).toEqual(["x ** 2", "y * y", "y * y * 3", "z.mean()"]);
  });

  it("is the expression that made the function on the way back, called from the line of backward", () => {
    const recording = chapter("05_grad_fn");
    const places = recording.steps
      .filter((step) => step.type === "node")
      .map((step) => placeOf(recording, step));
    const texts = places.map(({ lamp }) => lamp && expressionOf(recording, lamp));
    expect(texts).toEqual(["z.mean()", "y * y * 3", "y * y", "x ** 2"]);
    expect(places.map(({ caller }) => caller)).toEqual([9, 9, 9, 9]);
  });

  it("is nowhere before the first step", () => expect(placeOf(chapter("01_create"), null).lamp).toBe(null));
});

const kinds = (line: string) =>
  highlight(line)[0]
    ?.filter(({ kind }) => kind)
    .map(({ kind, text }) => `${kind}:${text}`);

describe("the colours of Python", () => {
  it("tell keywords, numbers, calls, constants, strings and comments apart", () => {
    expect(kinds("import torch")).toEqual(["k:import"]);
    expect(kinds("x = torch.ones(2, 1e-3, requires_grad=True)  # in")).toEqual([
      "f:ones",
      "n:2",
      "n:1e-3",
      "b:True",
      "c:# in",
    ]);
    expect(kinds("s = f'a # {b}' + \"it's\"")).toEqual(["s:f'a # {b}'", 's:"it\'s"']);
    expect(kinds("x1 + important")).toEqual([]);
  });

  it("go on through a string of several lines", () => {
    expect(
      highlight('"""a\nimport b\n"""\nimport c').map((line) => line.map(({ kind }) => kind).join("")),
    ).toEqual(["s", "s", "s", "k"]);
  });

  it("lose no character of any program", () => {
    for (const { program } of recordings) {
      const shown = highlight(program.source).map((line) => line.map(({ text }) => text).join(""));
      expect(shown.join("\n")).toBe(program.source);
    }
  });

  it("are cut where an expression begins and ends", () => {
    const [before, now, after] = splitTokens(highlight("z = y * y * 3")[0] ?? [], 4, 9);
    const joined = [before, now, after].map((tokens) => tokens.map(({ text }) => text).join(""));
    expect(joined).toEqual(["z = ", "y * y", " * 3"]);
  });
});
