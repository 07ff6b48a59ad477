import { describe, expect, it } from "vitest";
import {
  contiguous,
  isContiguous,
  jumpsOf,
  saversOf,
  sourceOf,
  storagesNow,
  tick,
} from "../../../frontend/src/memory/layouts";
import { madeBy, stretchedBy } from "../../../frontend/src/memory/stretched";
import { cellsOf } from "../../../frontend/src/memory/strip";
import { LEAF_RULES, leafRuleOf } from "../../../frontend/src/panels/leafRules";
import { accountsOf, togetherAt } from "../../../frontend/src/panels/ledger";
import { fold } from "../../../frontend/src/recording/fold";
import type { Recording } from "../../../frontend/src/recording/types.gen";
import { load, NAMES } from "../fixtures";

const named = (recording: Recording, name: string) =>
  recording.tensors.find(({ names }) => names.includes(name))?.id ?? "";

describe("a layout", () => {
  it("is contiguous where its elements lie in row-major order", () => {
    expect(contiguous([2, 3, 4])).toEqual([12, 4, 1]);
    expect([isContiguous([4, 4], [4, 1]), isContiguous([4, 4], [1, 4])]).toEqual([true, false]);
    expect(isContiguous([3, 1], [1, 99])).toBe(true);
  });

  it("jumps as far as its strides say, in each dimension of more than one place", () => {
    for (const name of NAMES)
      for (const { shape, strides, offset } of load(name).tensors) {
        if (strides === null || offset === null) continue;
        const cells = cellsOf(shape, strides, offset);
        for (const { dim, size, stride } of jumpsOf({ shape, strides })) {
          const inner = shape.slice(dim + 1).reduce((product, one) => product * one, 1);
          expect((cells[inner] as number) - (cells[0] as number)).toBe(stride);
          expect(size).toBe(shape[dim]);
        }
      }
  });
});

describe("where a tensor's memory is from", () => {
  const recording = load("03_view_reshape_clone");

  it("is told of a view, of a copy that could not be a view, and of a copy that was asked for", () => {
    expect(sourceOf(recording, named(recording, "v"))).toMatchObject({ how: "view", op: "view", from: "t1" });
    expect(sourceOf(recording, named(recording, "r"))).toEqual({
      how: "copied",
      op: "reshape",
      from: "t3",
      strides: { are: [1, 4], contiguous: [4, 1] },
    });
    expect(sourceOf(recording, "t5")).toMatchObject({ how: "copied", op: "clone", strides: null });
    const shared = load("02_index_shares_memory");
    expect(sourceOf(shared, named(shared, "x"))).toMatchObject({ how: "fits", op: "reshape" });
    expect(sourceOf(recording, "t1")).toBe(null);
  });

  it("is one of the storages at every step that has its tensors, and the step's own are marked", () => {
    for (let position = 1; position <= recording.steps.length; position++) {
      const state = fold(recording, position);
      const storages = storagesNow(recording, state);
      const living = new Set(Object.values(state.tensors).map(({ storage }) => storage));
      expect(storages.every(({ storage }) => living.has(storage) && !state.released.includes(storage))).toBe(
        true,
      );
    }
    expect(storagesNow(recording, fold(recording, 1))).toEqual([{ storage: "s1", tensor: "t1", now: true }]);
  });
});

describe("an operation in place", () => {
  const recording = load("02_index_shares_memory");
  const position = recording.steps.findIndex((step) => step.type === "op" && step.mutated.length > 0) + 1;

  it("ticks the version of every tensor that shares the memory", () => {
    const [before, after] = [fold(recording, position - 1), fold(recording, position)];
    for (const name of ["x", "y"])
      expect(tick(recording, after, before, named(recording, name))).toEqual([0, 1]);
    expect(tick(recording, before, fold(recording, position - 2), named(recording, "x"))).toBe(null);
  });

  it("leaves what was saved at the version that it was saved at", () => {
    const saving = load("05_grad_fn");
    const state = fold(saving, 6);
    const savers = Object.values(state.tensors).flatMap(({ storage }) =>
      saversOf(saving, state, storage ?? ""),
    );
    expect(savers.length).toBeGreaterThan(0);
    expect(savers.every(({ version, now }) => version === now)).toBe(true);
    const ended = fold(saving);
    expect(
      Object.values(ended.tensors).flatMap(({ storage }) => saversOf(saving, ended, storage ?? "")),
    ).toEqual([]);
  });
});

it("what is broadcast is told dimension by dimension, and is what backward sums over", () => {
  const recording = load("04_broadcast");
  const step = madeBy(recording, { kind: "tensor", id: named(recording, "table") });
  const found = step && stretchedBy(recording, step);
  expect(found?.operands.map(({ shape, times }) => [shape, times])).toEqual([
    [
      [1, 2],
      [3, 1],
    ],
    [
      [3, 1],
      [1, 2],
    ],
  ]);
  const plain = load("05_grad_fn");
  for (const one of plain.steps) if (one.type === "op") expect(stretchedBy(plain, one)).toBe(null);
});

it("only tensors whose rule says so ever have a .grad", () => {
  for (const name of NAMES) {
    const recording = load(name);
    for (let position = 1; position <= recording.steps.length; position++)
      for (const tensor of Object.values(fold(recording, position).tensors)) {
        const rule = LEAF_RULES[leafRuleOf(tensor)];
        expect([rule?.requires_grad, rule?.is_leaf]).toEqual([tensor.requires_grad, tensor.is_leaf]);
        if (tensor.grad !== null) expect(rule?.filled).toBe(true);
      }
  }
});

it("passes are added together from the last clearing on", () => {
  const recording = load("07_accumulate_and_zero");
  const [account] = accountsOf(recording);
  if (!account) throw new Error("no account");
  const all = Array.from({ length: recording.steps.length }, (_, n) => togetherAt(account, n + 1));
  expect(all.some((one) => one !== null)).toBe(true);
  for (const entry of account.entries)
    if (entry.kind === "zeroed" || entry.kind === "cleared")
      expect(togetherAt(account, entry.position)).toBe(null);
});
