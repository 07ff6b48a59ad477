// The picture with some groups open and the others closed: where every box and line of it is. Pure; lengths in px.

import type { EdgeLeg, Layout, PlacedEdge, PlacedGroup, PlacedNode } from "../../recording/types.gen";
import type { Point } from "../geometry";
import { SAME, type Stretch, stretchOf } from "./stretch";

/** A group's box: a frame around what stands in it, or, closed, one box in its place. */
export type ScopeBox = {
  group: PlacedGroup;
  open: boolean;
  depth: number;
  x: number;
  y: number;
  width: number;
  height: number;
};

export type Unfolded = {
  /** What is visible, as if there were no groups; a line at a closed group goes to it and has an id of its own. */
  layout: Layout;
  /** The outer before the inner. */
  scopes: ScopeBox[];
  /** Everything that lines go to: nodes and closed groups, by their id. */
  boxes: Map<string, PlacedNode>;
  /** The layout's edges that a line at a closed group shows, by its id. */
  merged: Map<string, PlacedEdge[]>;
  /** The box that shows a node: itself, or the outermost closed group around it. */
  shows(node: string): string;
};

type Leg = { group: string; points: EdgeLeg["points"] };
type Placed = { x: number; y: number; width: number; height: number };
type Room = { stretch: Stretch; width: number; height: number };

const WHOLE = "";

/** The groups that are open in the beginning. */
export const openAtFirst = (layout: Layout): ReadonlySet<string> =>
  new Set((layout.groups ?? []).filter((group) => group.open).map((group) => group.id));

/** A picture without groups. */
export const flat = (layout: Layout): Unfolded => ({
  layout,
  scopes: [],
  boxes: new Map(layout.nodes.map((node) => [node.id, node])),
  merged: new Map(),
  shows: (node) => node,
});

export function unfold(layout: Layout, open: ReadonlySet<string>): Unfolded {
  const groups = new Map((layout.groups ?? []).map((group) => [group.id, group]));
  const nodes = new Map(layout.nodes.map((node) => [node.id, node]));
  const around = (id: string): string => (nodes.get(id) ?? groups.get(id))?.group ?? WHOLE;
  const rooms = roomsOf(layout, open);
  const room = (id: string): Room => rooms.get(id) as Room;

  const hidden = new Map<string, string>();
  const origins = new Map<string, Point>([[WHOLE, [0, 0]]]);
  const scopes: ScopeBox[] = [];
  const depths = new Map<string, number>([[WHOLE, 0]]);
  const placed = new Map<string, Placed>();
  for (const group of layout.groups ?? []) {
    const parent = group.group ?? WHOLE;
    const closed = hidden.get(parent) ?? (open.has(parent) || parent === WHOLE ? undefined : parent);
    if (closed !== undefined) {
      hidden.set(group.id, closed);
      continue;
    }
    const isOpen = open.has(group.id);
    const now = isOpen ? room(group.id) : { width: group.closed_width, height: group.closed_height };
    const [left, top] = origins.get(parent) as Point;
    const { stretch } = room(parent);
    const native = nativeOf(group);
    const box = {
      x: left + stretch.x(group.x + native.width / 2) - now.width / 2,
      y: top + stretch.y(group.y),
      width: now.width,
      height: now.height,
    };
    const depth = (depths.get(parent) ?? 0) + 1;
    placed.set(group.id, box);
    depths.set(group.id, depth);
    origins.set(group.id, [box.x, box.y]);
    scopes.push({ group, open: isOpen, depth, ...box });
  }

  const shown: PlacedNode[] = [];
  const boxes = new Map<string, PlacedNode>();
  for (const node of layout.nodes) {
    const parent = node.group ?? WHOLE;
    const origin = origins.get(parent);
    if (!origin || (parent !== WHOLE && !open.has(parent))) continue;
    const here = moved(node, origin, room(parent).stretch);
    shown.push(here);
    boxes.set(node.id, here);
    placed.set(node.id, here);
  }
  for (const { group, open: isOpen, depth: _, ...box } of scopes)
    if (!isOpen)
      boxes.set(group.id, { id: group.id, kind: "function", pill_width: box.width, ...box } as PlacedNode);

  const shows = (node: string): string => {
    const parent = around(node);
    return hidden.get(parent) ?? (parent === WHOLE || open.has(parent) ? node : parent);
  };
  const edges: PlacedEdge[] = [];
  const merged = new Map<string, PlacedEdge[]>();
  for (const edge of layout.edges) {
    const [source, target] = [shows(edge.source), shows(edge.target)];
    if (source === target) continue;
    const own = source === edge.source && target === edge.target;
    const id = own ? edge.id : `${source}>${target}`;
    const same = merged.get(id);
    if (same) {
      same.push(edge);
      continue;
    }
    if (!own) merged.set(id, [edge]);
    const points = whole(edge, source, target) as PlacedEdge["points"];
    // At a closed group nobody sees which input it is.
    edges.push({ ...edge, id, source, target, points, label: own ? (edge.label ?? null) : null });
  }
  const { width, height } = room(WHOLE);
  return { layout: { ...layout, width, height, nodes: shown, edges }, scopes, boxes, merged, shows };

  /** The legs of an edge in open pictures, one after the other. */
  function whole(edge: PlacedEdge, source: string, target: string): Point[] {
    const legs = [
      ...(edge.exits ?? []),
      { group: edge.group ?? WHOLE, points: edge.points },
      ...(edge.entries ?? []),
    ];
    const seen = legs.filter(({ group }) => origins.has(group) && (group === WHOLE || open.has(group)));
    const ports = new Map(legs.map((leg): [string, Leg] => [leg.group, leg]));
    const points: Point[] = [];
    seen.forEach((leg, n) => {
      const inner = seen[n - 1];
      const next = seen[n + 1];
      // Outwards the leg before lies in the group that this one begins at; inwards the one after in that where it ends.
      const from = n === 0 ? source : around(inner?.group ?? "") === leg.group ? (inner?.group ?? "") : null;
      const to =
        n === seen.length - 1 ? target : around(next?.group ?? "") === leg.group ? (next?.group ?? "") : null;
      const drawn = legOf(leg.group, leg.points as Point[], from, to, ports);
      points.push(...(n === 0 ? drawn : drawn.slice(1)));
    });
    return points;
  }

  /** One leg, from a box of its picture (null: from the border) to another; both ends go with what they belong to. */
  function legOf(
    group: string,
    points: Point[],
    from: string | null,
    to: string | null,
    legs: Map<string, Leg>,
  ): Point[] {
    const [left, top] = origins.get(group) as Point;
    const { stretch, height } = room(group);
    const mapped = points.map(([x, y]): Point => [left + stretch.x(x), top + stretch.y(y)]);
    const last = points.length - 1;
    const start: Point = from === null ? [mapped[0]?.[0] ?? 0, top] : end(from, points[0] as Point, 0, legs);
    const finish: Point =
      to === null ? [mapped[last]?.[0] ?? 0, top + height] : end(to, points[last] as Point, 1, legs);
    const [first, final] = [mapped[0] as Point, mapped[last] as Point];
    const shift = (at: number, by: Point) => {
      const [x, y] = mapped[at] as Point;
      mapped[at] = [x + by[0], y + by[1]];
    };
    const [before, after]: [Point, Point] = [
      [start[0] - first[0], start[1] - first[1]],
      [finish[0] - final[0], finish[1] - final[1]],
    ];
    for (const at of [0, 1]) shift(at, before);
    for (const at of [last - 1, last]) shift(at, after);
    return mapped.map(([x, y]): Point => [round(x), round(y)]);
  }

  /** Where a leg begins (0) or ends (1) at a box: as far from its middle as in the layout, or at the group's place in its border. */
  function end(id: string, point: Point, side: 0 | 1, legs: Map<string, Leg>): Point {
    const box = placed.get(id) as Placed;
    const y = side === 0 ? box.y + box.height : box.y;
    const group = groups.get(id);
    if (!group) {
      const node = nodes.get(id) as PlacedNode;
      if (node.kind === "constant") return [box.x + box.width, box.y + point[1] - node.y];
      const beside = side === 1 && point[1] > node.y + 1;
      return [box.x + point[0] - node.x, beside ? box.y + point[1] - node.y : y];
    }
    const port = legs.get(id)?.points.at(side === 0 ? -1 : 0);
    const x = open.has(id) && port ? room(id).stretch.x(port[0] as number) : box.width / 2;
    return [box.x + x, y];
  }
}

const nativeOf = (group: PlacedGroup) =>
  group.open
    ? { width: group.width, height: group.height }
    : { width: group.closed_width, height: group.closed_height };

/** How each open picture is stretched by the groups in it, and how large it is. */
function roomsOf(layout: Layout, open: ReadonlySet<string>): Map<string, Room> {
  const inside = new Map<string, PlacedGroup[]>();
  for (const group of layout.groups ?? []) push(inside, group.group ?? WHOLE, group);
  const nodes = new Map<string, PlacedNode[]>();
  for (const node of layout.nodes) push(nodes, node.group ?? WHOLE, node);
  const rooms = new Map<string, Room>();
  const measure = (id: string, width: number, height: number) => {
    const resized = (inside.get(id) ?? []).flatMap((group) => {
      const native = nativeOf(group);
      const now = open.has(group.id)
        ? (rooms.get(group.id) as Room)
        : { width: group.closed_width, height: group.closed_height };
      const same = Math.abs(now.width - native.width) < 0.5 && Math.abs(now.height - native.height) < 0.5;
      return same
        ? []
        : [{ from: { x: group.x, y: group.y, ...native }, width: now.width, height: now.height }];
    });
    const changed = new Set(resized.map(({ from }) => `${from.x} ${from.y}`));
    const others = resized.length
      ? [
          ...(nodes.get(id) ?? []),
          ...(inside.get(id) ?? [])
            .map((group) => ({ x: group.x, y: group.y, ...nativeOf(group) }))
            .filter(({ x, y }) => !changed.has(`${x} ${y}`)),
        ]
      : [];
    const stretch = resized.length ? stretchOf(resized, others) : SAME;
    rooms.set(id, { stretch, width: round(stretch.x(width)), height: round(stretch.y(height)) });
  };
  for (const group of [...(layout.groups ?? [])].reverse())
    if (open.has(group.id)) measure(group.id, group.width, group.height);
  measure(WHOLE, layout.width, layout.height);
  return rooms;
}

function moved(node: PlacedNode, [left, top]: Point, stretch: Stretch): PlacedNode {
  if (left === 0 && top === 0 && stretch === SAME) return node;
  const middle = node.x + node.width / 2;
  return { ...node, x: round(left + stretch.x(middle) - node.width / 2), y: round(top + stretch.y(node.y)) };
}

const push = <T>(lists: Map<string, T[]>, key: string, item: T) => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

const round = (x: number) => Math.round(x * 10) / 10;
