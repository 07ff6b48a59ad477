import { describe, expect, it } from "vitest";
import { entriesOf, found } from "../../../frontend/src/find/entries";
import { nameOf } from "../../../frontend/src/narration/facts";
import { createPlayer } from "../../../frontend/src/player/player";
import { load } from "../fixtures";

const at = (name: string, position?: number) => {
  const player = createPlayer(load(name));
  return entriesOf(player, position ?? player.length);
};
const entries = at("05_grad_fn");
const titles = (query: string) => found(entries, query, 50).map(({ title }) => title);

describe("finding", () => {
  it("puts what is called so before what only contains it", () => {
    expect(titles("z")[0]).toBe("z");
    expect(titles("mul").slice(0, 2)).toEqual(["MulBackward0", "MulBackward0"]);
  });

  it("takes torch's names, short names, ops and expressions, in any case", () => {
    expect(titles("PowBackward0")).toEqual(titles("POW"));
    expect(found(entries, "x ** 2", 50).map(({ node }) => node.kind)).toEqual(["tensor", "function"]);
    expect(titles("accumulate")).toEqual(["AccumulateGrad"]);
  });

  it("tells by their step which of those is which that a loop makes again and again", () => {
    const replicas = at("14_data_parallel").filter(({ title }) => title === "replica");
    expect(replicas.map(({ line }) => line)).toEqual([10, 10]);
    const [first, second] = replicas.map(({ step }) => step ?? 0);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(entries.every(({ step }) => step === null)).toBe(true);
  });

  it("calls a tensor what its card and the sentences call it, at the beginning as at the end", () => {
    for (const name of ["inside", "on_the_way", "05_grad_fn"]) {
      const player = createPlayer(load(name));
      const end = player.stateAt(player.length);
      for (const position of [1, player.length])
        for (const { node, title } of entriesOf(player, position))
          if (node.kind === "tensor" && end.tensors[node.id])
            expect(title.split(", ")).toContain(nameOf(player.recording, end, node.id).split(", ")[0]);
    }
    const ways = at("inside", 1).map(({ title }) => title);
    expect(ways).toContain("sum(parts) › add");
    expect(found(at("inside", 1), "› add", 5)).toHaveLength(1);
  });

  it("lists the tensors before anything is asked, and no more than are wanted", () => {
    expect(found(entries, "  ", 3)).toHaveLength(3);
    expect(found(entries, "", 50).every(({ node }) => node.kind === "tensor")).toBe(true);
    expect(found(entries, "no such thing", 50)).toEqual([]);
  });
});
