import { describe, expect, it } from "vitest";
import { cellsOf, stripOf } from "../../../frontend/src/memory/strip";
import {
  flagsOf,
  namesOf,
  passesOf,
  runsOf,
  scopePath,
  versionsOf,
} from "../../../frontend/src/panels/history";
import { fold } from "../../../frontend/src/recording/fold";
import { functionOf, tensorOf, valueAt } from "../../../frontend/src/recording/lookup";
import { load, NAMES } from "../fixtures";

const named = (name: string, recording: ReturnType<typeof load>) =>
  recording.tensors.find(({ names }) => names.includes(name))?.id ?? "";

describe.each(NAMES)("what has become of the tensors of %s", (program) => {
  const recording = load(program);
  const end = fold(recording);
  const alive = Object.keys(end.tensors);

  it("leads from what each was born as to what it is at the end", () => {
    for (const id of alive) {
      const [version, last] = [tensorOf(recording, id).version, versionsOf(recording, id).at(-1)];
      expect(last ? last.versions[1] : version).toBe(end.tensors[id]?.version);
    }
  });

  it("gives the names that mean them at the end", () => {
    const held = alive.flatMap((id) =>
      namesOf(recording, id).flatMap(({ name, until }) => (until === null ? [`${name} ${id}`] : [])),
    );
    const names = Object.entries(end.names).map(([key, id]) => `${key.replace(/^c\d+ /, "")} ${id}`);
    expect(held.sort()).toEqual(names.sort());
  });

  it("adds up what came to what their functions were given", () => {
    for (const { id } of recording.tensors)
      for (const { came, sum } of passesOf(recording, id)) {
        expect(came.length).toBeGreaterThan(0);
        if (sum?.value == null) continue;
        const total = came.reduce((t, { value }) => t + Number(valueAt(recording, value ?? 0).first[0]), 0);
        expect(Number(valueAt(recording, sum.value).first[0])).toBeCloseTo(total, 4);
      }
  });

  it("knows of each function whether it ran and was freed", () => {
    for (const { id } of recording.functions) {
      const { ran, freed } = runsOf(recording, id);
      expect(ran.at(-1)?.call ?? null).toBe(end.functions[id]?.ran ?? null);
      expect(freed !== null).toBe(end.functions[id]?.freed ?? false);
    }
  });

  it("has every element that is shown of a storage where the tensor's strides say", () => {
    for (const id of alive) {
      const strip = stripOf(recording, end, id);
      for (const looker of strip?.lookers ?? []) {
        const now = end.tensors[looker.id];
        const { first, hidden } = valueAt(recording, now?.value ?? 0);
        if (hidden || looker.cells === null) continue;
        expect(first.map((_, n) => strip?.values[looker.cells?.[n] ?? -1])).toEqual(first);
      }
    }
  });
});

it("tells two contributions to one tensor apart and gives their sum", () => {
  const recording = load("05_grad_fn");
  const [pass] = passesOf(recording, named("y", recording));
  expect(pass?.came.map(({ input }) => input)).toEqual([0, 1]);
  expect(functionOf(recording, pass?.came[0]?.function ?? "").name).toBe("MulBackward0");
  expect(pass?.sum?.value).not.toBe(null);
});

it("has flags where the program set them", () => {
  const recording = load("06_requires_grad_in_place");
  const flags = recording.tensors.flatMap(({ id }) => flagsOf(recording, id));
  expect(flags.map(({ what }) => what)).toEqual(
    recording.steps.flatMap((step) => (step.type === "flag" ? [step.what] : [])),
  );
});

it("reads a scope from the outside in", () => {
  const scope = { kind: "iteration", module: null, span: null } as const;
  const recording = {
    ...load("05_grad_fn"),
    scopes: [
      { ...scope, id: "c1", kind: "function" as const, name: "train", iteration: null, parent: null },
      { ...scope, id: "c2", name: "for i in range(3)", iteration: 2, parent: "c1" },
    ],
  };
  expect(scopePath(recording, "c2")).toEqual(["train", "for i in range(3) · 2"]);
  expect(scopePath(recording, null)).toEqual([]);
});

it("finds the cells of a transposed and of a stretched view", () => {
  expect(cellsOf([3, 2], [1, 3], 0)).toEqual([0, 3, 1, 4, 2, 5]);
  expect(cellsOf([2, 3], [0, 1], 1)).toEqual([1, 2, 3, 1, 2, 3]);
});
