import { describe, expect, it } from "vitest";
import { createPlayer } from "../../../frontend/src/player/player";
import { positionsOf } from "../../../frontend/src/recording/positions";
import { load, NAMES } from "../fixtures";

describe("the steps about a node", () => {
  const recording = load("05_grad_fn");
  const types = (kind: "tensor" | "function", id: string) =>
    positionsOf(recording, { kind, id }).map((position) => recording.steps[position - 1]?.type);

  it("of a function are that which made it and that in which it ran", () => {
    const pow = recording.functions.find(({ name }) => name === "PowBackward0");
    expect(types("function", pow?.id ?? "")).toEqual(["op", "node"]);
  });

  it("of a leaf are its birth, its name, and the arrival of its gradient", () => {
    expect(types("tensor", "t1")).toEqual(["create", "bind", "node", "accumulate"]);
  });

  it.each(NAMES)("are there for every tensor and function of %s", (name) => {
    const program = load(name);
    for (const { id } of program.tensors)
      expect(positionsOf(program, { kind: "tensor", id }), id).not.toEqual([]);
    for (const { id } of program.functions)
      expect(positionsOf(program, { kind: "function", id }), id).not.toEqual([]);
  });

  it("are run to one after the other, and round to the first", () => {
    const player = createPlayer(recording);
    const node = { kind: "tensor", id: "t1" } as const;
    const positions = positionsOf(recording, node);
    const visited = [...positions, positions[0]].map(() => {
      player.runTo(node);
      return player.position.value;
    });
    expect(visited).toEqual([...positions.slice(1), ...positions.slice(0, 2)]);
    expect(player.selection.value).toEqual(node);
  });
});
