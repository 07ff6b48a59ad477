import { describe, expect, it } from "vitest";
import { marksOn } from "../../../frontend/src/findings/NodeMarks";
import { about, findingsOf, hasError, positionOf } from "../../../frontend/src/findings/order";
import { applied, linesOf } from "../../../frontend/src/findings/remedy";
import { namesIn } from "../../../frontend/src/findings/Said";
import { risenOf } from "../../../frontend/src/findings/useShown";
import type { Finding, PlacedGroup, PlacedNode } from "../../../frontend/src/recording/types.gen";
import type { Moment } from "../../../frontend/src/scene/moment";
import { load, NAMES } from "../fixtures";

const ran = "import torch\nx = torch.ones(2)\ny = x.sum()\ny.backward()\n";
const leaf = { line: 2, removed: ["x = torch.ones(2)"], added: ["x = torch.ones(2, requires_grad=True)"] };

describe("what comes up by itself", () => {
  const printed = load("05_grad_fn");
  const prints = printed.steps.filter(({ type }) => type === "print");

  it("is what went wrong, and of a program that only prints what it printed", () => {
    expect(risenOf(load("12_backward_needs_a_graph"))).toBe("findings");
    expect(risenOf({ ...printed, tensors: [], steps: prints })).toBe("console");
  });

  it("is nothing where there is a picture, or nothing at all", () => {
    expect(prints).not.toEqual([]);
    expect(risenOf(printed)).toBeNull();
    expect(risenOf({ ...printed, tensors: [], steps: [] })).toBeNull();
  });
});

describe("a remedy", () => {
  it("replaces its lines and puts in new ones, each where it stands in the program that ran", () => {
    const kept = { line: 4, added: ["y.retain_grad()"] };
    expect(applied(ran, ran, [leaf, kept])).toBe(
      "import torch\nx = torch.ones(2, requires_grad=True)\ny = x.sum()\ny.retain_grad()\ny.backward()\n",
    );
    expect(applied(ran, ran, [{ line: 5, added: ["print(x.grad)"] }])).toBe(`${ran}print(x.grad)\n`);
  });

  it("follows its lines where others were changed since, and is none where they were changed themselves", () => {
    const longer = `# mine\nimport torch\n${ran.split("\n").slice(1).join("\n")}`;
    expect(applied(ran, longer, [leaf])).toBe(longer.replace("ones(2)", "ones(2, requires_grad=True)"));
    expect(applied(ran, ran.replace("y.backward()", "z = y"), [leaf])).toContain("requires_grad");
    expect(applied(ran, ran.replace("ones(2)", "ones(3)"), [leaf])).toBe(null);
    expect(applied(ran, "", [leaf])).toBe(null);
    expect(applied(ran, ran, [{ ...leaf, removed: ["x = 1"] }])).toBe(null);
  });

  it("leaves a program of every fixture as it says that it does", () => {
    for (const name of NAMES) {
      const { findings = [], program } = load(name);
      for (const { remedies = [] } of findings)
        for (const { edits = [] } of remedies) {
          const next = applied(program.source, program.source, edits);
          for (const { added = [] } of edits) expect(next).toContain(added.join("\n"));
        }
    }
  });

  it("can be taken away as its new lines, or as its code to start from", () => {
    expect(linesOf([leaf], "no")).toBe(leaf.added[0]);
    expect(linesOf([], "z = 1")).toBe("z = 1");
  });
});

const recording = load("11_leaf_rules");
const [finding] = findingsOf(recording) as [Finding];

describe("what was found", () => {
  it("is told with the gravest first, and belongs to the tensor and the function that it begins with", () => {
    const grave = { ...finding, severity: "error" as const, title: { en: "grave", zh: "严重" } };
    const both = { ...recording, findings: [finding, grave] };
    expect(findingsOf(both)).toEqual([grave, finding]);
    expect([hasError(both), hasError(recording)]).toEqual([true, false]);
    expect(about(recording, "t4")).toEqual([finding]);
    expect(about(recording, "t1")).toEqual([]);
  });

  it("links the names of its tensors, but none that two of them have had", () => {
    expect([...namesIn(recording, finding)]).toEqual([["d", "t4"]]);
    const shared = { ...recording, tensors: recording.tensors.map((row) => ({ ...row, names: ["d"] })) };
    expect(namesIn(shared, { ...finding, tensors: ["t3", "t4"] }).size).toBe(0);
  });

  it("is marked once in the picture, from its step on, and not where backward is shown to have stopped", () => {
    const nodes = recording.layout?.nodes ?? [];
    const unit = nodes.find((node) => node.function === "f2") as PlacedNode;
    const at = (position: number, step: unknown = null) =>
      marksOn({ recording, position, step } as Moment, nodes, { closed: [], shows: (id) => id });
    const position = positionOf(finding) as number;
    expect(at(position - 1)).toEqual([]);
    expect(at(position)).toMatchObject([{ id: unit.id, finding }]);
    expect(at(position, { type: "error", function: "f2" })).toEqual([]);
  });

  it("is marked once on the closed group that it is in", () => {
    const group = { id: "g1", scopes: ["s1"], count: 1 } as PlacedGroup;
    const closed = [{ group, open: false, depth: 1, x: 40, y: 60, width: 200, height: 36 }];
    const twice = { ...recording, findings: [finding, { ...finding }] };
    const at = (position: number, step: unknown = null) =>
      marksOn({ recording: twice, position, step } as Moment, [], { closed, shows: () => "g1" });
    const position = positionOf(finding) as number;
    expect(at(position - 1)).toEqual([]);
    expect(at(position)).toEqual([{ id: "g1", finding, x: 239, y: 61 }]);
    expect(at(position, { type: "error", function: "f2" })).toEqual([]);
  });
});
