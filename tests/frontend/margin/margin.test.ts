// The arithmetic beside the cards: short, in the step's own numbers, and true.

import { describe, expect, it } from "vitest";
import { faultOf } from "../../../frontend/src/margin/fault";
import { noteBeside } from "../../../frontend/src/margin/notes";
import { besides, sideOf } from "../../../frontend/src/margin/place";
import { begun, spelled } from "../../../frontend/src/margin/spelled";
import { createPlayer } from "../../../frontend/src/player/player";
import type { PlacedNode } from "../../../frontend/src/recording/types.gen";
import { pastOf } from "../../../frontend/src/scene/history";
import { type Moment, momentOf } from "../../../frontend/src/scene/moment";
import { load, NAMES } from "../fixtures";

function stage(name: string) {
  const recording = load(name);
  const past = pastOf(recording);
  const nodes = (recording.layout?.nodes ?? []).filter((node) => node.tensor && node.kind !== "use");
  const at = (type: string, nth = 0) =>
    (recording.steps.filter((s) => s.type === type)[nth]?.index ?? -1) + 1;
  const card = (called: string) =>
    nodes.find((node) => recording.tensors[Number(node.tensor?.slice(1)) - 1]?.names.includes(called));
  const note = (position: number, node: PlacedNode | undefined) =>
    node ? noteBeside(momentOf(createPlayer(recording, { position }), past), node) : null;
  return { recording, nodes, at, card, note };
}

describe("05_grad_fn", () => {
  const { at, card, note, nodes } = stage("05_grad_fn");
  const third = at("node", 2);

  it("two contributions of 0.75 meet at y as 1.5", () => {
    expect(note(third, card("y"))).toEqual({
      lines: ["0.75 + 0.75 = 1.5"],
      says: ["addUp"],
      hot: true,
      place: "",
    });
  });

  it("what has passed stays explained", () => {
    expect(note(third, card("z"))).toEqual({
      lines: ["1 ÷ 4 = 0.25"],
      says: ["mean", 4],
      hot: false,
      place: "",
    });
    expect(nodes.map((node) => note(third, node)?.lines[0])).toContain("0.25 × 3 = 0.75");
    expect(note(third, card("out"))?.says).toEqual(["seed", 1]);
  });

  it("a power tells its exponent and its base", () => {
    expect(note(at("node", 3), card("x"))).toMatchObject({
      lines: ["1.5 × 2 × 1 = 3"],
      says: ["power", 2, 1],
      hot: true,
    });
  });

  it("an operation tells what it computes", () => {
    const notes = nodes.map((node) => note(at("op", 1), node)).filter(Boolean);
    expect(notes).toEqual([{ lines: ["1 × 1 = 1"], says: ["elementwise"], hot: true, place: "" }]);
  });
});

it("a leaf that accumulates shows old + incoming = new", () => {
  const { at, card, note } = stage("07_accumulate_and_zero");
  expect(note(at("accumulate", 1), card("x"))).toMatchObject({
    lines: ["3 + 1 = 4"],
    says: ["oldPlusNew"],
    hot: true,
  });
});

it("where the elements differ, one is spelled out and named", () => {
  const { at, note, nodes } = stage("08_vector_jacobian_product");
  const notes = nodes.map((node) => note(at("node", 0), node)).filter((n) => n && n.lines.length > 0);
  expect(notes.map((n) => [n?.lines[0], n?.place])).toEqual([["0.1 × 2 = 0.2", "[0]"]]);
});

describe("a line of arithmetic", () => {
  it("is not written where it is not so", () => {
    expect(spelled([2, ["×", 3]], 7)).toBeNull();
    expect(spelled([1, ["+", 2]], Number.NaN)).toBeNull();
  });

  it("says that its digits are rounded", () => {
    expect(spelled([1 / 3, ["×", 3]], 1)).toEqual(["0.3333 × 3 ≈ 1"]);
    expect(spelled([0.5, ["×", -3]], -1.5)).toEqual(["0.5 × (−3) = −1.5"]);
  });

  it("writes a negative term as a difference and breaks where it gets long", () => {
    expect(spelled([1, ["+", -2]], -1)).toEqual(["1 − 2 = −1"]);
    expect(spelled([4, ["+", 3], ["+", 1], ["+", 0.5], ["+", 0.25]], 8.75, 16)).toEqual([
      "4 + 3 + 1 + 0.5",
      "+ 0.25 = 8.75",
    ]);
    expect(begun([0.5, ["+", 2]], 20)).toEqual(["0.5 + 2 + …"]);
  });
});

// A claim of the margin, read again by another arithmetic than the one that made it.
it.each(NAMES)("every line beside a card of %s holds", (name) => {
  const { recording, nodes, note } = stage(name);
  for (let position = 1; position <= recording.steps.length; position++)
    for (const node of nodes) {
      const line = note(position, node)?.lines.join(" ") ?? "";
      const [left, right] = line.replace(/−\s?/g, (minus) => minus.replace("−", "-")).split(/ [=≈] /);
      if (!left || right === undefined) continue;
      const worked = Function(`return ${left.replace(/×/g, "*").replace(/÷/g, "/")}`)() as number;
      expect(Math.abs(worked - Number(right))).toBeLessThanOrEqual(
        5e-3 * Math.max(1e-6, Math.abs(Number(right))),
      );
    }
});

it("a note stands to the right of its card, or else to the left, or nowhere", () => {
  const card = { x: 300, y: 0, width: 264, height: 100 };
  const right = { x: 600, y: 40, width: 100, height: 100 };
  const left = { x: 100, y: 40, width: 100, height: 100 };
  expect(sideOf(card, [card])).toBe("right");
  expect(sideOf(card, [card, right])).toBe("left");
  expect(sideOf(card, [card, right, left])).toBeNull();
});

it("a note gives way to what goes to another card from where its own gradient comes", () => {
  const card = { x: 300, y: 0, width: 264, height: 100 };
  const edge = (source: string, target: string, points: [number, number][]) => ({
    ...{ id: source + target, kind: "data" as const, source, target, points },
  });
  const up = (x: number): [number, number][] => [
    [x, -60],
    [x, 20],
    [x, 80],
    [x, 160],
  ];
  const lines = besides([
    edge("card", "sum", up(432)),
    edge("b", "sum", up(680)),
    edge("c", "else", up(200)),
  ]);
  expect([...lines.keys()]).toEqual(["card", "b"]);
  expect(sideOf(card, [card], lines.get("card"))).toBe("left");
  expect(sideOf(card, [card], lines.get("b"))).toBe("right");
});

describe("where backward stopped", () => {
  const { recording, nodes } = stage("05_grad_fn");
  const square = recording.functions.find((fn) => fn.saved.length === 2 && fn.op === "mul");
  const at = recording.steps.findIndex((step) => step.type === "node") + 1;
  const moment = momentOf(createPlayer(recording, { position: at }), pastOf(recording));
  const saved = square?.saved[0];
  const tensor = saved?.kind === "tensor" ? (saved.tensor as string) : "";
  const stopped = (version: number | null) => {
    const row = moment.state.tensors[tensor];
    const state = { ...moment.state, tensors: { ...moment.state.tensors, [tensor]: { ...row, version } } };
    const step = {
      type: "backward_end",
      index: at,
      span: null,
      call: 1,
      freed: [],
      results: null,
      failed: square?.id,
    };
    return faultOf({ ...moment, state, step } as Moment, nodes);
  };

  it("what the function saved is told if its version is not what it was", () => {
    expect(stopped(1)).toMatchObject({ saved: { tensor, version: 0, now: 1 }, to: { tensor } });
    expect(stopped(0)).toMatchObject({ from: { function: square?.id }, saved: null, to: null });
  });

  it("nothing is said of a step that tells no failure", () => {
    expect(faultOf(moment, nodes)).toBeNull();
  });
});
