// What is outlined together, and what a gradient is made of, held against the recording itself.

import { describe, expect, it } from "vitest";
import { bindingsOf } from "../../../frontend/src/linking/bindings";
import { contributionsTo } from "../../../frontend/src/linking/contributors";
import { edgeKey, linkedTo } from "../../../frontend/src/linking/linked";
import { refOf, refText } from "../../../frontend/src/player/refs";
import { fold } from "../../../frontend/src/recording/fold";
import { expressionOf, tensorOf, valueAt } from "../../../frontend/src/recording/lookup";
import type { Recording } from "../../../frontend/src/recording/types.gen";
import { load, NAMES } from "../fixtures";

const end = (recording: Recording) => fold(recording, recording.steps.length);
const first = load("05_grad_fn");
const named = (recording: Recording, name: string) =>
  recording.tensors.find((row) => row.names.includes(name))?.id ?? "";

describe("pointing", () => {
  it("at a line outlines what was made on it", () => {
    const line = first.tensors.find(({ id }) => id === named(first, "z"))?.span?.line ?? 0;
    const { tensors, functions, spans } = linkedTo(first, end(first), { kind: "line", line });
    expect([...tensors].map((id) => tensorOf(first, id).span?.line)).toEqual([line, line]);
    expect(functions.size).toBe(2);
    expect(spans).toEqual([]);
  });

  it("at a node marks the expression that made it", () => {
    const { spans } = linkedTo(first, end(first), { kind: "tensor", id: named(first, "y") });
    expect(spans.map((span) => expressionOf(first, span))).toEqual(["x ** 2"]);
  });

  it("at a backward step outlines its function and the expression it differentiates", () => {
    const step = first.steps.find(({ type }) => type === "node");
    const { functions, spans } = linkedTo(first, end(first), {
      kind: "step",
      position: (step?.index ?? 0) + 1,
    });
    expect([...functions]).toEqual([step?.type === "node" && step.function]);
    expect(spans.map((span) => expressionOf(first, span))).toEqual(["z.mean()"]);
  });

  it("at a gradient outlines who sent it, along each edge", () => {
    const y = named(first, "y");
    const { tensors, functions, edges } = linkedTo(first, end(first), {
      kind: "tensor",
      id: y,
      part: "grad",
    });
    const [mul] = functions;
    expect([...tensors]).toEqual([y]);
    expect(functions.size).toBe(1);
    expect([...edges]).toEqual([edgeKey(mul ?? "", 0), edgeKey(mul ?? "", 1)]);
  });
});

describe("the contributions to a gradient", () => {
  const sumOf = (recording: Recording, values: number[]) =>
    values
      .map((index) => valueAt(recording, index).first as number[])
      .reduce((sum, each) => sum.map((number, n) => number + (each[n] ?? 0)));

  it.each(NAMES)("to every leaf's .grad in %s add up to it", (name) => {
    const recording = load(name);
    const state = end(recording);
    for (const [id, tensor] of Object.entries(state.tensors)) {
      if (!tensor.is_leaf || tensor.grad === null) continue;
      const parts = contributionsTo(recording, state, id);
      expect(parts.length, id).toBeGreaterThan(0);
      const sum = sumOf(
        recording,
        parts.map(({ value }) => value),
      );
      (valueAt(recording, tensor.grad).first as number[]).forEach((number, n) => {
        expect(sum[n], `${id}[${n}]`).toBeCloseTo(number, 4);
      });
    }
  });

  it("begin anew where the program cleared or wrote the gradient", () => {
    const recording = load("07_accumulate_and_zero");
    const x = named(recording, "x");
    const zeroed = recording.steps.findIndex(({ type }) => type === "grad") + 1;
    expect(contributionsTo(recording, fold(recording, zeroed - 1), x).length).toBeGreaterThan(1);
    expect(contributionsTo(recording, fold(recording, zeroed), x)).toEqual([]);
    const step = recording.steps[zeroed - 1];
    if (step?.type === "grad") Object.assign(step, { how: "assigned", after: step.before });
    const written = contributionsTo(recording, fold(recording, zeroed), x);
    expect(written).toMatchObject([{ position: zeroed, call: null, function: null }]);
  });

  it("begin with the seed where the call began", () => {
    const parts = contributionsTo(first, end(first), named(first, "out"));
    expect(parts.map(({ function: fn }) => fn)).toEqual([null]);
    expect(first.steps[(parts[0]?.position ?? 0) - 1]?.type).toBe("backward");
  });

  it("are none before any has come", () => {
    const before = fold(
      first,
      first.steps.findIndex(({ type }) => type === "node"),
    );
    expect(contributionsTo(first, before, named(first, "x"))).toEqual([]);
    expect(contributionsTo(first, before, "t99")).toEqual([]);
  });
});

it("a name tells everything that it has meant until now", () => {
  const recording = load("07_accumulate_and_zero");
  const [bound] = recording.steps.filter((step) => step.type === "bind");
  if (!bound) throw new Error("nothing is bound");
  const { name, tensor } = bound;
  const again = { ...bound, index: bound.index + 1, tensor: "t2" };
  const rebound = { ...recording, steps: [...recording.steps.slice(0, again.index), again] };
  const meanings = bindingsOf(rebound, again.index + 1, tensor ?? "");
  expect(meanings).toEqual([
    [
      { name, position: bound.index + 1, tensor },
      { name, position: again.index + 1, tensor: "t2" },
    ],
  ]);
  expect(bindingsOf(rebound, again.index, "t2")).toEqual([]);
});

it("a node is written on an element and read from it", () => {
  for (const ref of [
    { kind: "tensor", id: "t3" },
    { kind: "tensor", id: "t3", part: "grad" },
    { kind: "function", id: "f12" },
  ] as const)
    expect(refOf(refText(ref))).toEqual(ref);
  expect(refOf("line 3")).toBeNull();
  expect(refOf("")).toBeNull();
});
