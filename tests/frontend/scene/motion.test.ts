// When the picture walks and when it jumps, the way of a parcel, and where parcels rest.

import { describe, expect, it } from "vitest";
import type { Value } from "../../../frontend/src/recording/types.gen";
import { along, chevronPath, lanesOf, lengthOf, type Point } from "../../../frontend/src/scene/geometry";
import { headingOf } from "../../../frontend/src/scene/heading";
import { journey, milliseconds, walkedTo } from "../../../frontend/src/scene/motion";
import { parcelOf, restsOf } from "../../../frontend/src/scene/parcels";
import { load } from "../fixtures";

const lane: Point[] = [
  [100, 200],
  [100, 150],
  [100, 50],
  [100, 0],
];
const value = (shape: number[], first: Value["first"]): Value => ({
  shape,
  dtype: "float32",
  first,
  summary: null,
});
const ones = (...shape: number[]) =>
  value(
    shape,
    Array(
      Math.min(
        64,
        shape.reduce((a, b) => a * b, 1),
      ),
    ).fill(1),
  );

describe("coming to a position", () => {
  it("walks one step forward and jumps everywhere else", () => {
    const from = { at: 5, walks: false };
    expect([6, 7, 4, 1].map((to) => walkedTo(from, to).walks)).toEqual([true, false, false, false]);
  });

  it("stays as it is where the same position is drawn again", () => {
    const walked = walkedTo({ at: 5, walks: false }, 6);
    expect(walkedTo(walked, 6)).toBe(walked);
  });
});

it("a duration is read as the style sheet writes it, minified or not", () => {
  expect(["320ms", " .32s", "0s", ""].map(milliseconds)).toEqual([320, 320, 0, 0]);
});

describe("the way of a parcel", () => {
  const frames = journey(lane, { x: 100, y: 100 }, 20, 10);

  it("goes from the function into the card, then rests where it can be read", () => {
    expect(frames[0]?.transform).toBe("translate(90.0px, 195.0px)");
    expect(frames.some(({ transform }) => transform === "translate(90.0px, -5.0px)")).toBe(true);
    expect(frames.at(-1)).toEqual({ transform: "translate(90.0px, 95.0px)", opacity: 1, offset: 1 });
  });

  it("is in order, and unseen while it is put back", () => {
    const offsets = frames.map(({ offset }) => offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    const back = frames.findIndex(({ opacity }) => opacity === 0);
    expect(frames[back + 1]?.opacity).toBe(0);
  });
});

describe("parcels", () => {
  it("show numbers up to 4x4, a small map above, and the shape where nothing was recorded", () => {
    expect([ones(2, 2), ones(8, 8), ones(64, 1), value([3], [])].map((v) => parcelOf(v).grid)).toMatchObject([
      { style: "numbers", rows: 2, columns: 2 },
      { style: "heat", rows: 8, columns: 8 },
      { style: "heat", rows: 4, columns: 16 },
      { style: "none" },
    ]);
  });

  it("fold a row of long numbers, and only a row", () => {
    const long = [-0.02173, -0.02748, -0.0405, -0.002248];
    expect(parcelOf(value([4], long)).grid).toMatchObject({ rows: 2, columns: 2, folded: true });
    expect(parcelOf(value([3], long.slice(1))).grid).toMatchObject({ rows: 2, columns: 2, folded: true });
    expect(parcelOf(value([1, 4], [1, 2, 3, 4])).grid).toMatchObject({ rows: 1, columns: 4, folded: false });
    expect(parcelOf(value([2, 4], [...long, ...long])).grid).toMatchObject({ rows: 2, columns: 4 });
    const longer = Array.from({ length: 8 }, () => -1.234567e-300);
    expect(parcelOf(value([2, 4], longer)).grid).toMatchObject({ style: "heat", rows: 2, columns: 4 });
  });

  it("rest in the middle of their lanes, and none over another", () => {
    const parcel = parcelOf(ones(1, 2));
    const laid = [0, 20, 300].map((dx) => ({ parcel, points: lane.map(([x, y]): Point => [x + dx, y]) }));
    const middles = laid.map(({ points }) => along(points, 0.5).y);
    const [first, second, third] = restsOf(laid, []).map(({ y }) => y);
    expect([first, third]).toEqual([middles[0], middles[2]]);
    expect(Math.abs((second ?? 0) - (first ?? 0))).toBeGreaterThan(parcel.height);
  });

  it("rest beside a chip that their lane passes", () => {
    const parcel = parcelOf(ones(1, 2));
    const chip = { x: 90, y: 90, width: 20, height: 20 };
    const [{ y } = { y: 100 }] = restsOf([{ parcel, points: lane }], [chip]);
    expect(Math.abs(y - 100)).toBeGreaterThan((chip.height + parcel.height) / 2);
  });

  it("rest to a side of a lane that is too short for the chip at its end to be seen beside them", () => {
    const parcel = parcelOf(value([2, 2], [8.545, 0.6806, 2.056, -3.951]));
    const short = lane.map(([x, y]): Point => [x, y / 8]);
    const chip = { x: 81, y: -12, width: 20, height: 24 };
    const pill = { x: 0, y: 25, width: 200, height: 28 };
    const restOf = (chips: (typeof chip)[]) =>
      restsOf([{ parcel, points: short }], [chip, pill], chips)[0]?.x;
    expect(restOf([])).toBe(100);
    expect(Math.abs((restOf([chip]) ?? 0) - 100)).toBeGreaterThan(parcel.width / 2 - 10);
    expect(Math.abs((restOf([chip]) ?? 0) - 100)).toBeLessThan(parcel.width / 2 + 6);
  });

  it("step aside where their lanes are too short and too near, but stay on them", () => {
    const parcel = parcelOf(value([2, 2], [8.545, 0.6806, 2.056, -3.951]));
    const short = lane.map(([x, y]): Point => [x, y / 8]);
    const lanes = [0, 60].map((dx) => short.map(([x, y]): Point => [x + dx, y]));
    const [left, right] = restsOf(
      lanes.map((points) => ({ parcel, points })),
      [],
    );
    expect((right?.x ?? 0) - (left?.x ?? 0)).toBeGreaterThanOrEqual(parcel.width);
    for (const [n, rest] of [left, right].entries())
      expect(Math.abs((rest?.x ?? 0) - (lanes[n]?.[0]?.[0] ?? 0))).toBeLessThan(parcel.width / 2 + 6);
  });
});

describe("a card's header", () => {
  it("gives the tag up before the name, and the end of the name before all of it", () => {
    expect(headingOf("x", true, "leaf", 200)).toMatchObject({ title: "x", tag: "leaf" });
    expect(headingOf("(a + b).relu()", false, "view of a", 120).title).toMatch(/^\(a \+.*…$/);
    expect(headingOf("weights", true, "Parameter", 90)).toMatchObject({ title: "weights", tag: "" });
  });

  it("leaves a name whole that fits alone: its end may be its index", () => {
    expect(headingOf("leaves[10]", true, "leaf", 96)).toMatchObject({ title: "leaves[10]", tag: "" });
  });

  it("keeps the operation that tells a name from others in the same call", () => {
    expect(headingOf("sum(leaves) › add", false, "", 132).title).toBe("sum(leave… › add");
    expect(headingOf("sum(leaves) › add", false, "leaf, no grad", 162).title).toBe("… › add");
    expect(headingOf("sum(leaves) › add", false, "leaf, no grad", 140).title).toBe("add");
    expect(headingOf("sum(leaves) › cross_entropy", false, "", 100).title).toBe("cross_entro…");
  });

  it("knows that a name in Chinese is wider", () => {
    const { title, tagAt } = headingOf("偏置", true, "叶子", 200);
    expect(title).toBe("偏置");
    expect(tagAt).toBeGreaterThan(2 * 15);
    expect(headingOf("权重的梯度在这里", true, "", 96).title).toMatch(/^权重.*…$/);
  });

  it("never takes more than it has", () => {
    for (const room of [80, 120, 160, 240])
      for (const tag of ["", "leaf", "view of something", "叶子，不需梯度"]) {
        const { title, tag: shown, tagAt } = headingOf("a_rather_long_name", true, tag, room);
        const end = shown
          ? tagAt + [...shown].reduce((w, c) => w + (c > "\u2e80" ? 12 : 6.9), 0)
          : title.length * 9.2;
        expect(end).toBeLessThanOrEqual(room + 1);
      }
  });
});

it("marks along a curve are evenly apart, however unequal its segments are", () => {
  const uneven: Point[] = [
    [0, 0],
    [0, 3],
    [0, 7],
    [0, 10],
    [0, 100],
    [0, 200],
    [0, 310],
  ];
  expect(along(uneven, 0.5).y).toBeCloseTo(155, 0);
  expect(lengthOf(uneven)).toBe(310);
  const tips = chevronPath(uneven, 31, [1, 1])
    .split("M")
    .slice(1)
    .map((mark) => Number(mark.split("L")[0]?.split(",")[1]));
  expect(tips).toHaveLength(10);
  for (const [n, y] of tips.entries()) expect(Math.abs(y - 31 * (n + 0.5))).toBeLessThan(3);
});

it("the two gradients of a square travel side by side, each in the middle of its lane", () => {
  const recording = load("05_grad_fn");
  const nodes = new Map((recording.layout?.nodes ?? []).map((node) => [node.id, node]));
  const edges = (recording.layout?.edges ?? []).filter((edge) => edge.label);
  const lanes = lanesOf(edges, nodes);
  const parcel = parcelOf(value([2, 2], [0.75, 0.75, 0.75, 0.75]));
  for (const way of ["gradient", "data"] as const)
    for (const [n, rest] of restsOf(
      edges.map((edge) => ({ parcel, points: lanes.get(edge.id)?.[way] ?? [] })),
      [...nodes.values()],
    ).entries()) {
      const { x, y } = along(lanes.get(edges[n]?.id ?? "")?.[way] ?? [], 0.5);
      expect(rest).toEqual({ x, y });
    }
});
