// The fold agrees with the backend's, step for step, on every program of the chapter.

import { describe, expect, it } from "vitest";
import { advance, fold, start } from "../../../frontend/src/recording/fold";
import { load, NAMES, statesOf } from "../fixtures";

const plain = (state: unknown) => JSON.parse(JSON.stringify(state));

it("has the whole chapter to fold", () => {
  expect(NAMES.filter((name) => /^\d/.test(name))).toHaveLength(14);
});

describe.each(NAMES)("%s", (name) => {
  const recording = load(name);
  const states = statesOf(name);

  it("gives the backend's state at every step", () => {
    expect(states).toHaveLength(recording.steps.length + 1);
    states.forEach((state, position) => {
      expect(plain(fold(recording, position))).toEqual(state);
    });
  });

  it("comes to the same by advancing, and leaves the states before as they were", () => {
    const walked = [start()];
    for (const _ of recording.steps) walked.push(advance(walked.at(-1) ?? start(), recording));
    expect(walked.map(plain)).toEqual(states);
  });
});

describe("outside the timeline", () => {
  it.each([-1, 20, 0.5 / 0])("refuses step %d", (position) => {
    expect(() => fold(load("05_grad_fn"), position)).toThrow(RangeError);
  });
});
