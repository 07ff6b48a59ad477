import { describe, expect, it } from "vitest";
import { playerEn } from "../../../frontend/src/i18n/player.en";
import { fold } from "../../../frontend/src/recording/fold";
import type { Recording, Step } from "../../../frontend/src/recording/types.gen";
import { stepWords, tickLabel } from "../../../frontend/src/timeline/label";
import { load } from "../fixtures";
import { told } from "../narration/telling";

/** The chapter's first steps, then iterations that are not told and leave the second tensor changed and renamed. */
function shortened(): Recording {
  const recording = load("05_grad_fn");
  const births = recording.steps.filter((step) => step.born?.length).slice(0, 2);
  const skipped = {
    type: "skipped",
    span: null,
    loops: [{ name: "for i in range(90)", span: null, iterations: 84 }],
    steps: 1200,
    changes: [{ tensor: "t2", value: 0, version: 84 }],
    names: [{ name: "w", tensor: "t2" }],
    freed: ["f2"],
  };
  const steps = [...births, skipped].map((step, index) => ({ ...step, index }) as Step);
  return { ...recording, steps };
}

describe("iterations that are not told", () => {
  it("leave what they did to values, versions, names and saved tensors", () => {
    const state = fold(shortened());
    expect(state.tensors.t2).toMatchObject({ value: 0, version: 84 });
    expect(state.names).toEqual({ w: "t2" });
    expect(state.functions.f2?.freed).toBe(true);
  });

  it("are told of in both languages with their number", () => {
    const recording = shortened();
    expect(told(recording, 3, "en")).toBe(
      "To keep this short, 84 iterations of for i in range(90) (1200 steps) are not shown; they did run.",
    );
    expect(told(recording, 3, "zh")).toContain("84 次迭代（共 1200 步）");
  });

  it("are called calls where something called a function over and over", () => {
    const recording = shortened();
    const step = recording.steps[2] as Extract<Step, { type: "skipped" }>;
    step.loops = [{ kind: "function", name: "step", span: null, iterations: 84 }];
    expect(told(recording, 3, "en")).toContain("84 calls of step (1200 steps)");
    expect(told(recording, 3, "zh")).toContain("step 的 84 次调用（共 1200 步）");
  });

  it("have a mark and words on the timeline", () => {
    const recording = shortened();
    const step = recording.steps[2] as Step;
    const at = { recording, stateAt: (position: number) => fold(recording, position) };
    expect(tickLabel(at, step, playerEn.timeline)).toBe("skipped");
    expect(stepWords(at, step, playerEn.timeline)).toContain("for i in range(90) × 84");
  });
});
