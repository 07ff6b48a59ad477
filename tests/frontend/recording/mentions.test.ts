import { describe, expect, it } from "vitest";
import { mentionsOf } from "../../../frontend/src/recording/mentions";
import { load, NAMES } from "../fixtures";

describe.each(NAMES)("the steps that mention a node of %s", (name) => {
  const recording = load(name);
  const nodes = [...recording.tensors, ...recording.functions];

  it("are in order, each there once", () => {
    for (const { id } of nodes) {
      const at = mentionsOf(recording, id).map(({ index }) => index);
      expect(at, id).toEqual([...new Set(at)].sort((one, other) => one - other));
    }
  });

  it("are all those that name it, but as what an operation reads or a name means, and those that send to it", () => {
    for (const { id } of nodes) {
      const named = recording.steps.filter((step) => {
        const { inputs: _, names: __, ...rest } = { inputs: [], names: [], ...step };
        return JSON.stringify(rest).includes(`"${id}"`);
      });
      const sent = recording.steps.filter(
        (step) =>
          step.type === "node" &&
          recording.functions
            .find((row) => row.id === step.function)
            ?.inputs.some(
              (edge) =>
                edge.kind === "function" &&
                (edge.tensor === id ||
                  edge.function === id ||
                  recording.functions.find((row) => row.id === edge.function)?.variable === id),
            ),
      );
      const mentions = mentionsOf(recording, id);
      for (const step of [...named, ...sent]) expect(mentions, `${id} at ${step.index}`).toContain(step);
      expect(mentions).toHaveLength(new Set([...named, ...sent]).size);
    }
  });
});

it("are none of what the recording does not have", () => {
  expect(mentionsOf(load(NAMES[0] as string), "t100000")).toEqual([]);
});
