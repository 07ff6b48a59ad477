// Curves: the one spline of an edge becomes a data lane on the left and a gradient lane on the right. Pure.

import type { PlacedEdge, PlacedNode } from "../recording/types.gen";

export type Point = [number, number];

const DATA_SHIFT = -56;
const GRADIENT_AT_PILL = 56;
const SIDE = 14;
const ROUND = 20;
const NARROW = 11;

/** A curve as an SVG path. */
export function pathOf(points: Point[]): string {
  const [start, ...rest] = points;
  if (!start) return "";
  let path = `M${start[0]},${start[1]}`;
  for (let n = 0; n + 2 < rest.length; n += 3) path += `C${rest[n]} ${rest[n + 1]} ${rest[n + 2]}`;
  return path;
}

/** The points with their ends moved sideways, and everything between in proportion. */
function sheared(points: Point[], first: number, last: number): Point[] {
  const end = Math.max(1, points.length - 1);
  return points.map(([x, y], n): Point => [round(x + first + ((last - first) * n) / end), y]);
}

const ORIGIN: Point = [0, 0];

/** The curve of an edge. */
export const pointsOf = (edge: PlacedEdge): Point[] =>
  edge.points.map(([x, y]): Point => [x as number, y as number]);

/** The two lanes of an edge: data from source to target, the gradient from target back to source. */
export type Lanes = { data: Point[]; gradient: Point[] };

/** The lanes of the edges of a layout, by their id, each found when it is first asked for. */
export type LanesByEdge = { get(edge: string): Lanes | undefined };

/** Neither lane of an edge passes behind a box that the edge has nothing to do with. */
export function lanesOf(edges: PlacedEdge[], nodes: Map<string, PlacedNode>): LanesByEdge {
  const twins = twinsOf(edges);
  const byId = new Map(edges.map((edge) => [edge.id, edge]));
  const rows = rowsOf([...nodes.values()]);
  const found = new Map<string, Lanes>();
  return {
    get(id) {
      const edge = byId.get(id);
      const source = nodes.get(edge?.source ?? "");
      const target = nodes.get(edge?.target ?? "");
      if (!edge || !source || !target) return undefined;
      const lanes = found.get(id) ?? lanesBetween(edge, source, target, twins.get(id) ?? 0, rows);
      found.set(id, lanes);
      return lanes;
    },
  };
}

function lanesBetween(
  edge: PlacedEdge,
  source: PlacedNode,
  target: PlacedNode,
  twin: number,
  rows: Rows,
): Lanes {
  const wide = {
    data: dataLane(edge, source, target, twin),
    gradient: gradientLane(edge, source, target, twin),
  };
  if (edge.kind !== "data") return wide;
  const passed = rows(source.y, target.y + target.height).filter(
    (node) => node !== source && node !== target,
  );
  if (!crosses(wide.data, passed) && !crosses(wide.gradient, passed)) return wide;
  const points = pointsOf(edge);
  return {
    data: sheared(points, -NARROW, -NARROW),
    gradient: sheared(points, NARROW, NARROW).reverse(),
  };
}

/** The boxes that stand in part between two heights. */
type Rows = (top: number, bottom: number) => PlacedNode[];

const ROW = 400;

function rowsOf(nodes: PlacedNode[]): Rows {
  const rows = new Map<number, PlacedNode[]>();
  for (const node of nodes)
    for (let row = Math.floor(node.y / ROW); row * ROW < node.y + node.height; row++)
      rows.set(row, [...(rows.get(row) ?? []), node]);
  return (top, bottom) => {
    const found = new Set<PlacedNode>();
    for (let row = Math.floor(top / ROW); row * ROW < bottom; row++)
      for (const node of rows.get(row) ?? []) found.add(node);
    return [...found];
  };
}

const SAMPLES = 24;

type Area = { x: number; y: number; width: number; height: number };

/** Whether a curve runs through a box, its ends aside. */
export function crosses(points: Point[], boxes: Area[]): boolean {
  for (let n = 1; n < SAMPLES; n++) {
    const { x, y } = at(points, n / SAMPLES);
    if (boxes.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height))
      return true;
  }
  return false;
}

/** Where data flows: down the left half, twins close together, the arrow's head on the box below. */
function dataLane(edge: PlacedEdge, source: PlacedNode, target: PlacedNode, twin: number): Point[] {
  const points = pointsOf(edge);
  if (edge.kind !== "data") return points;
  if (twin !== 0 && points.length === 4) {
    const middle = source.x + source.width / 2 + shiftFor(source, DATA_SHIFT);
    return swung(points, middle, [10 * twin, 54 * twin, 52 * twin, 14 * twin]);
  }
  return sheared(points, shiftFor(source, DATA_SHIFT) - 12 * twin, shiftFor(target, DATA_SHIFT) - 8 * twin);
}

/**
 * Where the gradient comes back up: from the right of the pill to the gradient's place in the card above.
 * `twin` tells edges between the same two boxes apart, from -1 to 1: they swing out to have room for what they carry.
 */
function gradientLane(edge: PlacedEdge, source: PlacedNode, target: PlacedNode, twin: number): Point[] {
  const points = pointsOf(edge);
  const port = gradientPort(source);
  const [start, end] = [points[0] ?? ORIGIN, points.at(-1) ?? ORIGIN];
  if (twin !== 0 && points.length === 4)
    return swung(points, port, [4 * twin, 52 * twin, 56 * twin, 36 * twin]).reverse();
  const reach = (target.pill_width || target.width) / 2 - ROUND;
  const middle = target.x + target.width / 2;
  const at = target.kind === "function" ? GRADIENT_AT_PILL : gradientPort(target) - middle;
  const leaves = middle + Math.min(reach, at + (end[0] - middle));
  return sheared(points, port - start[0], leaves - end[0]).reverse();
}

/** A segment at the heights of another, its points this far from the middle. */
const swung = (points: Point[], middle: number, out: [number, number, number, number]): Point[] =>
  points.map(([, y], n): Point => [round(middle + (out[n] ?? 0)), y]);

// A chip and a pill alone are too narrow for two lanes side by side.
const shiftFor = (node: PlacedNode, shift: number): number =>
  node.kind === "use" ? Math.sign(shift) * 9 : shift;

/** The x of the middle of a card's place for a gradient. */
export function gradientPort(node: PlacedNode): number {
  const middle = node.x + node.width / 2;
  if (node.kind === "use") return middle + 9;
  if (node.kind === "function") return middle + GRADIENT_AT_PILL;
  return node.x + node.width - SIDE - gradientWidth(node) / 2;
}

/** The width of a card's place for a gradient. */
export function gradientWidth(node: PlacedNode): number {
  const grid = node.grid;
  return grid && grid.style !== "none" ? Math.max(42, grid.columns * grid.gradient_cell_width) : 84;
}

type At = { x: number; y: number; angle: number };

/** A point on a curve and the direction there, in degrees clockwise from straight up; `share` of its length, from 0 to 1. */
export function along(points: Point[], share: number): At {
  const legs = legsOf(points);
  const wanted = share * (legs.at(-1) as number);
  const next = Math.max(
    1,
    legs.findIndex((length) => length >= wanted),
  );
  const [before, after] = [legs[next - 1] as number, legs[next] as number];
  const within = after > before ? (wanted - before) / (after - before) : 0;
  return at(points, (next - 1 + within) / (legs.length - 1));
}

const SAMPLED = 12;
const measured = new WeakMap<Point[], number[]>();

/** The length of a curve from its start to each of some points on it; found once. */
function legsOf(points: Point[]): number[] {
  const known = points.length < 4 ? [0, 0] : measured.get(points);
  if (known) return known;
  const count = SAMPLED * Math.max(1, (points.length - 1) / 3);
  const legs = [0];
  let before = at(points, 0);
  for (let n = 1; n <= count; n++) {
    const now = at(points, n / count);
    legs.push((legs[n - 1] as number) + Math.hypot(now.x - before.x, now.y - before.y));
    before = now;
  }
  measured.set(points, legs);
  return legs;
}

/** A point by the curve's own parameter: each segment takes the same part of it, however long it is. */
function at(points: Point[], t: number): At {
  const segments = Math.max(1, (points.length - 1) / 3);
  const index = Math.min(segments - 1, Math.floor(t * segments));
  const u = t * segments - index;
  const [a, b, c, d] = points.slice(index * 3, index * 3 + 4) as [Point, Point, Point, Point];
  const value = (n: 0 | 1) =>
    (1 - u) ** 3 * a[n] + 3 * u * (1 - u) ** 2 * b[n] + 3 * u * u * (1 - u) * c[n] + u ** 3 * d[n];
  const slope = (n: 0 | 1) =>
    3 * (1 - u) ** 2 * (b[n] - a[n]) + 6 * u * (1 - u) * (c[n] - b[n]) + 3 * u * u * (d[n] - c[n]);
  return { x: value(0), y: value(1), angle: (Math.atan2(slope(0), -slope(1)) * 180) / Math.PI };
}

/** How long a curve is, in px. */
export const lengthOf = (points: Point[]): number => Math.ceil(legsOf(points).at(-1) as number);

/** On a very long curve they stand further apart, so that there are no more than this. */
const MOST_CHEVRONS = 60;

/** Chevrons along a curve as one path, about `gap` px apart, each twice `wide` and twice `high`. */
export function chevronPath(points: Point[], gap: number, [wide, high]: Point): string {
  const count = Math.min(MOST_CHEVRONS, Math.max(1, Math.floor(lengthOf(points) / gap)));
  let path = "";
  for (let n = 0; n < count; n++) {
    const { x, y, angle } = along(points, (n + 0.5) / count);
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const at = (dx: number, dy: number) =>
      `${(x + dx * cos - dy * sin).toFixed(1)},${(y + dx * sin + dy * cos).toFixed(1)}`;
    path += `M${at(-wide, high)}L${at(0, -high)}L${at(wide, high)}`;
  }
  return path;
}

/** The arrow's head at the end of a data lane. */
export function headAt(points: Point[]): string {
  const [x, y] = points.at(-1) ?? [0, 0];
  return `M${x - 4},${y - 8}h8L${x},${y}z`;
}

const round = (x: number) => Math.round(x * 10) / 10;

/** For edges that share both their boxes, where each stands among them, from -1 to 1. */
function twinsOf(edges: PlacedEdge[]): Map<string, number> {
  const pairs = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.kind !== "data") continue;
    const pair = `${edge.source} ${edge.target}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge.id]);
  }
  const places = new Map<string, number>();
  for (const ids of pairs.values()) {
    if (ids.length < 2) continue;
    for (const [n, id] of ids.entries()) places.set(id, (2 * n) / (ids.length - 1) - 1);
  }
  return places;
}

/** The box around a line and what stands around it so far. */
export function extentOf({ points }: PlacedEdge, around: number): Area {
  const [xs, ys] = [points.map(([x]) => x as number), points.map(([, y]) => y as number)];
  const [left, top] = [Math.min(...xs) - around, Math.min(...ys) - around];
  return { x: left, y: top, width: Math.max(...xs) + around - left, height: Math.max(...ys) + around - top };
}
