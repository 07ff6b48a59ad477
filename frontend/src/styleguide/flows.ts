// The functions, the edges and the chips of the style guide.

import type { PlacedEdge, PlacedNode } from "../recording/types.gen";
import type { LineView } from "../scene/future";
import type { Lanes, Point } from "../scene/geometry";
import type { PillLook } from "../scene/lines";
import { box, fn, holding, tensor, value } from "./bench";
import type { Words } from "./texts";

export type PillSample = { title: Words; note: Words; node: PlacedNode; look: PillLook; phase: string };

const pill = (id: string, width = 200): PlacedNode =>
  box({ kind: "function", function: id, y: 12, width, height: 28, pill_width: width, pill_height: 28 });
const mul = fn("MulBackward0", "y * y");
const second = fn("MulBackward0", "", { made_by: 1 });

const looks: [PillLook, string, Words, Words][] = [
  ["future", "forward", ["Not yet", "尚未出现"], ["dashed", "虚线"]],
  ["built", "forward", ["Built", "已建立"], ["forward has run", "前向已执行"]],
  ["now", "forward", ["Running, forward", "正在前向"], ["blue lamp", "蓝灯"]],
  ["now", "backward", ["Running, backward", "正在反向"], ["orange lamp", "橙灯"]],
  ["ran", "backward", ["Ran backward", "反向已执行"], ["hollow, tick", "空心，勾"]],
  ["freed", "backward", ["Freed", "已释放"], ["dotted: saved tensors gone", "点线：保存的张量已释放"]],
];

export const pills: PillSample[] = [
  ...looks.map(([look, phase, title, note]) => ({ title, note, look, phase, node: pill(mul) })),
  {
    title: ["Failed", "失败"],
    note: ["octagon", "八角形"],
    look: "error",
    phase: "error",
    node: pill(fn("SigmoidBackward0", "x.sigmoid()"), 224),
  },
  {
    title: ["Made by a backward call", "由反向产生"],
    note: ["a line within the line: the graph of the graph", "双线：图的图"],
    look: "built",
    phase: "forward",
    node: pill(second, 224),
  },
];

export type EdgeSample = {
  title: Words;
  note: Words;
  lines: { edge: PlacedEdge; lanes: Lanes; view: LineView }[];
  meets?: Point;
};

const DOWN: Point[] = [
  [60, 8],
  [60, 36],
  [60, 68],
  [60, 96],
];
const beside = (by: number): Lanes => ({
  data: DOWN.map(([x, y]): Point => [x - by, y]),
  gradient: DOWN.map(([x, y]): Point => [x + by, y]).reverse(),
});
const arm = (side: number): Point[] => [
  [60 + 40 * side, 98],
  [60 + 44 * side, 56],
  [60 + 40 * side, 30],
  [60 + 4 * side, 22],
];

const gradient = value(holding([], [0.75]));
const idle: LineView = { look: "done", token: null, gradient: "none", sent: null };
const edge = (over: Partial<PlacedEdge> = {}): PlacedEdge => ({
  id: `edge-${Math.random()}`,
  kind: "data",
  source: "a",
  target: "b",
  points: DOWN,
  ...over,
});
const one = (
  title: Words,
  note: Words,
  view: Partial<LineView>,
  over: Partial<PlacedEdge> = {},
  by = 0,
): EdgeSample => ({
  title,
  note,
  lines: [{ edge: edge(over), lanes: beside(by), view: { ...idle, ...view } }],
});

export const edges: EdgeSample[] = [
  one(["Data", "数据"], ["thin line, filled head, points down", "细线，实心箭头，向下"], {}),
  one(["Data, now", "数据，当前"], ["thick, blue", "粗，蓝色"], { look: "now" }),
  one(["Data, not yet", "数据，尚未"], ["dashed", "虚线"], { look: "future" }),
  one(["Gradient lane", "梯度通路"], ["dotted: will come", "点线：将会到来"], { gradient: "lane" }, {}, 20),
  one(
    ["Gradient, now", "梯度，当前"],
    ["broad band, chevrons point up", "宽带，尖角向上"],
    { gradient: "now", sent: gradient },
    {},
    20,
  ),
  one(["Gradient, past", "梯度，已过"], ["narrow, quiet", "窄而淡"], { gradient: "past" }, {}, 20),
  {
    title: ["Meeting", "汇合"],
    note: ["a plus where paths add", "加号：路径在此相加"],
    meets: [60, 18],
    lines: [-1, 1].map((side) => ({
      edge: edge(),
      lanes: { data: [], gradient: arm(side) },
      view: { ...idle, gradient: "now", sent: null },
    })),
  },
  one(["Cut", "切断"], ["detach, no_grad, .data", "detach、no_grad、.data"], {}, { kind: "cut", step: 0 }),
  one(["Constant", "常数"], ["data goes on, no gradient", "数据继续，没有梯度"], {}, { kind: "constant" }),
];

const leaf = tensor({ value: value(holding([2, 2], [0.5, 0, 0, 0.5])), names: ["W"], requires_grad: true });
const chip = (over: Partial<PlacedNode>): PlacedNode => box({ y: 36, width: 44, height: 28, ...over });

export const furtherUses: PlacedNode[] = [40, 126, 212].map((x) =>
  chip({ kind: "use", tensor: leaf, x, y: 112 }),
);

export const chips: { title: Words; note: Words; node: PlacedNode; look: string; tracked: boolean }[] = [
  {
    title: ["Use of a leaf", "叶子的使用"],
    note: ["its bar at every use; hover or select joins them", "每次使用都带顶线；悬停或选择时相连"],
    node: chip({ kind: "use", tensor: leaf }),
    look: "done",
    tracked: true,
  },
  {
    title: ["Use, not yet", "使用，尚未"],
    note: ["dashed", "虚线"],
    node: chip({ kind: "use", tensor: leaf }),
    look: "future",
    tracked: true,
  },
  {
    title: ["Constant", "常数"],
    note: ["no bar; says why while its function runs", "没有顶线；函数执行时说明原因"],
    node: chip({ kind: "constant", constant: 3, x: 120, y: 12, height: 24 }),
    look: "done runs",
    tracked: false,
  },
];
