// Opening and closing groups: what is shown, and that nothing comes to lie on anything.

import { describe, expect, it } from "vitest";
import type { Layout, PlacedGroup, PlacedNode } from "../../../frontend/src/recording/types.gen";
import { openAtFirst, type Unfolded, unfold } from "../../../frontend/src/scene/scopes/unfold";
import { load, NAMES } from "../fixtures";

const layoutOf = (name: string) => load(name).layout as Layout;
const whole = layoutOf("scopes");
const groups = whole.groups as PlacedGroup[];
const ids = groups.map(({ id }) => id);

type Rectangle = { id: string; x: number; y: number; width: number; height: number };

const overlap = (a: Rectangle, b: Rectangle) =>
  a.x < b.x + b.width - 0.2 &&
  b.x < a.x + a.width - 0.2 &&
  a.y < b.y + b.height - 0.2 &&
  b.y < a.y + a.height - 0.2;

const inside = (a: Rectangle, b: Rectangle) =>
  a.x >= b.x - 0.2 &&
  a.y >= b.y - 0.2 &&
  a.x + a.width <= b.x + b.width + 0.2 &&
  a.y + a.height <= b.y + b.height + 0.2;

const around = (id: string | null | undefined): string[] =>
  id ? [id, ...around(groups.find((group) => group.id === id)?.group)] : [];

function check({ layout, scopes, boxes }: Unfolded) {
  const nodes = layout.nodes;
  const frames = scopes.map(({ group, ...box }) => ({ ...box, id: group.id, within: around(group.group) }));
  const rows = [
    ...nodes.map((node) => ({ ...node, within: around(node.group) })),
    ...frames.map((box) => ({ ...box })),
  ];
  for (const a of rows)
    for (const b of rows) {
      if (a.id >= b.id) continue;
      if (a.within.includes(b.id)) expect(inside(a, b), `${a.id} in ${b.id}`).toBe(true);
      else if (b.within.includes(a.id)) expect(inside(b, a), `${b.id} in ${a.id}`).toBe(true);
      else expect(overlap(a, b), `${a.id} on ${b.id}`).toBe(false);
    }
  for (const edge of layout.edges) {
    const [source, target] = [boxes.get(edge.source) as PlacedNode, boxes.get(edge.target) as PlacedNode];
    const [[x0, y0], [x1, y1]] = [edge.points[0], edge.points.at(-1)] as [number[], number[]] as [
      [number, number],
      [number, number],
    ];
    expect(edge.points.length % 3).toBe(1);
    if (source.kind === "constant") continue;
    expect(y0).toBeCloseTo(source.y + source.height, -0.5);
    expect(y1).toBeCloseTo(target.y, -0.5);
    expect(x0).toBeGreaterThanOrEqual(source.x);
    expect(x0).toBeLessThanOrEqual(source.x + source.width);
    expect(x1).toBeGreaterThanOrEqual(target.x);
    expect(x1).toBeLessThanOrEqual(target.x + target.width);
  }
}

it.each(NAMES.filter((name) => layoutOf(name).groups?.length === 0))(
  "without groups %s stays as it is",
  (name) => {
    const layout = layoutOf(name);
    const found = unfold(layout, new Set());
    expect(found.layout.nodes).toEqual(layout.nodes);
    expect(found.layout.edges.map(({ id, points }) => [id, points])).toEqual(
      layout.edges.map(({ id, points }) => [id, points]),
    );
  },
);

describe("a program of calls, modules and iterations", () => {
  it("begins with everything open", () => {
    const found = unfold(whole, openAtFirst(whole));
    check(found);
    expect(found.layout.nodes).toHaveLength(whole.nodes.length);
    expect([found.layout.width, found.layout.height]).toEqual([whole.width, whole.height]);
  });

  it.each(ids)("%s can be closed and opened again", (id) => {
    const open = openAtFirst(whole);
    const without = new Set([...open].filter((other) => other !== id));
    const found = unfold(whole, without);
    check(found);
    expect(found.boxes.has(id)).toBe(true);
    expect(found.layout.height).toBeLessThan(whole.height);
    expect(unfold(whole, new Set([...without, id])).layout).toEqual(unfold(whole, open).layout);
  });

  it("what stands above a group stays where it is when the group closes", () => {
    const [group] = groups.filter(({ group }) => group === null || group === undefined).slice(-1) as [
      PlacedGroup,
    ];
    const before = unfold(whole, openAtFirst(whole));
    const after = unfold(whole, new Set([...openAtFirst(whole)].filter((id) => id !== group.id)));
    for (const node of after.layout.nodes) {
      const earlier = before.boxes.get(node.id) as PlacedNode;
      if (earlier.y + earlier.height <= group.y) expect([node.x, node.y]).toEqual([earlier.x, earlier.y]);
    }
  });

  it("can be closed altogether, and any of it opened", () => {
    check(unfold(whole, new Set()));
    for (const id of ids) check(unfold(whole, new Set(around(id))));
  });

  it("lines into a closed group are one line that knows which edges it shows", () => {
    const found = unfold(whole, new Set());
    const pairs = found.layout.edges.map(({ source, target }) => `${source}>${target}`);
    const merged = [...found.merged.values()].flat();
    expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
    expect(found.merged.size).toBe(new Set([...found.merged.keys()]).size);
    expect(pairs.filter((pair) => found.merged.has(pair))).toHaveLength(found.merged.size);
  });
});

describe("a picture that starts closed", () => {
  const closed: Layout = {
    engine: "layered",
    width: 400,
    height: 300,
    nodes: [
      { id: "a", kind: "leaf", x: 100, y: 0, width: 200, height: 50 },
      { id: "beside", kind: "leaf", x: 300, y: 100, width: 80, height: 50 },
      { id: "b", kind: "leaf", x: 100, y: 200, width: 200, height: 50 },
      { id: "in", kind: "leaf", group: "g", x: 20, y: 60, width: 500, height: 400 },
    ],
    edges: [
      {
        id: "e",
        kind: "data",
        source: "a",
        target: "in",
        group: null,
        points: [
          [200, 50],
          [200, 75],
          [200, 75],
          [200, 100],
        ],
        entries: [
          {
            group: "g",
            points: [
              [270, 0],
              [270, 20],
              [270, 40],
              [270, 60],
            ],
          },
        ],
      },
    ],
    groups: [
      {
        id: "g",
        scopes: ["c1"],
        count: 1,
        group: null,
        open: false,
        x: 120,
        y: 100,
        width: 540,
        height: 480,
        closed_width: 160,
        closed_height: 36,
      },
    ],
  };

  it("makes room below and beside a group that opens, and moves nothing above it", () => {
    const found = unfold(closed, new Set(["g"]));
    const at = (id: string) => found.boxes.get(id) as PlacedNode;
    expect(at("a")).toMatchObject({ x: 290, y: 0 });
    expect(at("beside").y).toBe(100);
    expect(at("b").y).toBe(200 + 480 - 36);
    const [frame] = found.scopes;
    expect(frame).toMatchObject({ x: 120, y: 100, width: 540, height: 480 });
    expect(at("beside").x).toBeGreaterThanOrEqual(660);
    const [edge] = found.layout.edges;
    expect(edge?.points[0]).toEqual([390, 50]);
    expect(edge?.points.at(-1)).toEqual([390, 160]);
  });
});
