import { describe, expect, it } from "vitest";
import { createPlayer } from "../../../frontend/src/player/player";
import { expressionOf } from "../../../frontend/src/recording/lookup";
import { parseRecording, RecordingError } from "../../../frontend/src/recording/parse";
import { load, NAMES } from "../fixtures";

describe("what is no recording is refused with a reason", () => {
  const good = load("05_grad_fn");
  it.each([
    [null, "not an object"],
    [[], "not an object"],
    ["text", "not an object"],
    [{}, "version undefined"],
    [{ ...good, version: 2 }, "version 2"],
    [{ ...good, steps: undefined }, "steps is missing"],
    [{ ...good, outcome: null }, "outcome is missing"],
    [{ ...good, steps: [...good.steps].reverse() }, "step 0"],
  ])("%#", (input, reason) => {
    expect(() => parseRecording(input)).toThrow(RecordingError);
    expect(() => parseRecording(input)).toThrow(reason);
  });
});

it("columns count code points, so what stands before an expression does not move it", () => {
  const recording = { ...load("05_grad_fn") };
  recording.program = { ...recording.program, source: "s = '𝔸𝔸'; y = x * 2\nz" };
  expect(expressionOf(recording, { line: 1, column: 14, end_line: 1, end_column: 19 })).toBe("x * 2");
  expect(expressionOf(recording, { line: 1, column: 18, end_line: 2, end_column: 1 })).toBe("2\nz");
});

it.each(NAMES)("%s opens as an older version made it, without rules, findings and groups", (name) => {
  const { rules: _rules, findings: _findings, layout, ...older } = load(name);
  const { groups: _groups, ...placed } = layout ?? {};
  const opened = parseRecording({ ...older, layout: placed });
  expect(opened.steps).toEqual(load(name).steps);
  const player = createPlayer(opened);
  player.seek(opened.steps.length);
  expect(player.position.value).toBe(opened.steps.length);
});
