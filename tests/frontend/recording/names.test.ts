import { describe, expect, it } from "vitest";
import { fold } from "../../../frontend/src/recording/fold";
import { namesAt } from "../../../frontend/src/recording/names";
import type { Recording, Step } from "../../../frontend/src/recording/types.gen";
import { load } from "../fixtures";

/** The chapter's first two tensors, bound and unbound as given. */
function bound(...bindings: [name: string, tensor: string | null][]): Recording {
  const recording = load("05_grad_fn");
  const births = recording.steps.filter((step) => step.born?.length).slice(0, 2);
  const binds = bindings.map(([name, tensor]) => ({ type: "bind", name, tensor, span: null }));
  const steps = [...births, ...binds].map((step, index) => ({ ...step, index }) as Step);
  return { ...recording, steps };
}

describe("a tensor is called what the program calls it now", () => {
  it("has no name before its first", () => {
    expect(namesAt(fold(bound()))).toEqual({});
  });

  it("of two names that mean it, keeps the one bound first", () => {
    expect(namesAt(fold(bound(["a", "t1"], ["b", "t1"])))).toEqual({ t1: "a" });
  });

  it("takes its other name once the first means another tensor", () => {
    expect(namesAt(fold(bound(["a", "t1"], ["b", "t1"], ["a", "t2"])))).toEqual({ t1: "b", t2: "a" });
  });

  it("takes its other name once the first is deleted", () => {
    expect(namesAt(fold(bound(["a", "t1"], ["b", "t1"], ["a", null])))).toEqual({ t1: "b" });
  });

  it("is called by its global name before a local one, and by a local one without its call", () => {
    const steps = bound(["a", "t1"]).steps;
    const local = steps.map((step) => (step.type === "bind" ? { ...step, local: "c1" } : step));
    const inside = { ...load("05_grad_fn"), steps: local };
    expect(fold(inside).names).toEqual({ "c1 a": "t1" });
    expect(namesAt(fold(inside))).toEqual({ t1: "a" });
    expect(namesAt({ ...fold(inside), names: { "c1 a": "t1", b: "t1" } })).toEqual({ t1: "b" });
  });
});
