// The tensor cards of the style guide: every kind and every state.

import type { Grid, PlacedNode, Tensor, Value } from "../recording/types.gen";
import type { CardView } from "../scene/cards";
import type { GradView } from "../scene/future";
import { box, heat, holding, numbers, tensor, value, written } from "./bench";
import type { Words } from "./texts";

export type CardSample = { title: Words; note: Words; node: PlacedNode; view: CardView };

const ones = value(holding([2, 2], [1, 1, 1, 1]));
const threes = value(holding([2, 2], [3, 3, 3, 3]));
const halves = value(holding([2, 2], [1.5, 1.5, 1.5, 1.5]));

const NONE: GradView = { style: "none", word: "empty", value: null, hot: false };
const grad = (over: Partial<GradView>): GradView => ({ ...NONE, ...over });
const well = (word: GradView["word"], index: number | null, hot = false) =>
  grad({ style: "well", word, value: index, hot });
const channel = (word: GradView["word"], index: number | null, hot = false) =>
  grad({ style: "channel", word, value: index, hot });

type Over = { row?: Partial<Tensor>; view?: Partial<CardView>; grid?: Grid; node?: Partial<PlacedNode> };

function card(
  title: Words,
  note: Words,
  name: string,
  index: number,
  { row, view, grid, node }: Over,
): CardSample {
  const leaf = view?.leaf ?? true;
  const id = tensor({ value: index, names: [name], ...row });
  return {
    title,
    note,
    node: box({
      tensor: id,
      kind: leaf ? "leaf" : "output",
      height: leaf ? 78 : 74,
      grid: grid ?? numbers(2, 2),
      ...node,
    }),
    view: {
      look: "done",
      failed: false,
      leaf,
      tracked: !leaf,
      retained: false,
      detached: false,
      value: index,
      version: null,
      grad: NONE,
      meets: false,
      ...view,
    },
  };
}

const pair = (...first: Value["first"]) => value(holding([2], first));
const nonleaf = (over: Partial<CardView>): Partial<CardView> => ({
  leaf: false,
  grad: channel("notYet", null),
  ...over,
});
const wave = Array.from({ length: 64 }, (_, n) => Math.round(Math.sin(n / 3.1) * 1e4) / 1e4);

export const cards: CardSample[] = [
  card(
    ["Leaf, tracked", "叶子，需要梯度"],
    ["square, heavy top bar; a closed well waits for .grad", "方角，粗顶线；闭合的框等待 .grad"],
    "x",
    ones,
    {
      view: { tracked: true, grad: well("waiting", null) },
    },
  ),
  card(
    ["Leaf, after arrival", "叶子，梯度到达后"],
    ["the well is filled and stays filled", "框被填满，一直保留"],
    "x",
    ones,
    {
      view: { tracked: true, grad: well("kept", threes) },
    },
  ),
  card(
    ["Leaf, untracked", "叶子，不需梯度"],
    ["square, no bar, no place for a gradient", "方角，没有顶线，没有梯度的位置"],
    "t",
    threes,
    {},
  ),
  card(
    ["Parameter", "参数"],
    ["double top bar; otherwise a leaf", "双顶线；其余同叶子"],
    "weight",
    value(holding([2, 2], [0.2, -1, 0.7, 0])),
    {
      row: { is_parameter: true },
      view: { tracked: true, grad: well("waiting", null) },
    },
  ),
  card(
    ["Non-leaf", "非叶子"],
    ["round; grad is a channel, open at both ends", "圆角；梯度只是经过，两端开口"],
    "y",
    ones,
    { view: nonleaf({}) },
  ),
  card(
    ["Gradient passing", "梯度经过"],
    ["the channel is lit while it is there", "经过时通道亮起"],
    "y",
    ones,
    {
      view: nonleaf({ grad: channel("passing", halves, true) }),
    },
  ),
  card(
    ["Passed on", "已传出"],
    ["number still readable, y.grad is None", "数字仍可读，y.grad 为 None"],
    "y",
    ones,
    {
      view: nonleaf({ grad: channel("passedOn", halves) }),
    },
  ),
  card(
    ["Retained", "已保留"],
    ["retain_grad() closes the channel to a well", "retain_grad() 使通道闭合"],
    "y",
    ones,
    {
      view: nonleaf({ retained: true, grad: well("retained", halves) }),
    },
  ),
  card(["View", "视图"], ["a second edge behind: shares memory", "背后第二条边：共用内存"], "v", pair(1, 1), {
    row: { base: tensor({ value: ones, names: ["b"] }) },
    grid: numbers(1, 2),
    view: nonleaf({}),
  }),
  card(
    ["Detached", "已分离"],
    ["square again: a leaf, the edge above is cut", "又成方角：叶子，上方的边被切断"],
    "d",
    ones,
    {
      view: { detached: true },
    },
  ),
  card(["Not yet", "尚未出现"], ["dashed, values are dots", "虚线，值是点"], "z", ones, {
    view: nonleaf({ look: "future", value: null }),
  }),
  card(["Current", "当前"], ["border in the phase’s colour", "边框为当前阶段的颜色"], "z", threes, {
    view: nonleaf({ look: "now" }),
  }),
  card(["Overwritten", "被改写"], ["dotted, struck through", "点线，划掉"], "y", pair(0.7311, 0.7311), {
    grid: numbers(1, 2, 52),
    node: { width: 300 },
    view: nonleaf({ look: "overwritten", version: 0 }),
  }),
  card(
    ["At fault", "出错"],
    ["red border and octagon, never colour alone", "红边框与八角形，不只靠颜色"],
    "z",
    pair("NaN", "NaN"),
    {
      grid: numbers(1, 2),
      view: nonleaf({ failed: true, grad: channel("arrived", pair("NaN", 1), true) }),
    },
  ),
  card(
    ["Heat map", "热图"],
    ["above 4×4; one scale for value and gradient", "超过 4×4；值与梯度用同一色标"],
    "a",
    value(holding([8, 8], wave)),
    {
      grid: heat(8, 8),
      node: { height: 152, width: 300 },
      view: nonleaf({
        grad: channel(
          "passing",
          value(
            holding(
              [8, 8],
              wave.map((x) => (x > 0 ? 1 : 0)),
            ),
          ),
          true,
        ),
      }),
    },
  ),
  card(
    ["Wide", "较宽"],
    ["the gradient stands beneath the value", "梯度位于值的下方"],
    "w",
    value(holding([3, 4], wave.slice(0, 12))),
    {
      grid: { ...numbers(3, 4, 64, 64), stacked: true },
      node: { height: 182, width: 284 },
      row: { requires_grad: true },
      view: { tracked: true, grad: well("kept", value(holding([3, 4], wave.slice(12, 24)))) },
    },
  ),
  card(
    ["Part of a large tensor", "大张量的一部分"],
    ["says which part it is", "写明是哪一部分"],
    "w",
    value(holding([64, 64], wave)),
    {
      grid: heat(4, 16),
      node: { height: 108, width: 292 },
    },
  ),
  card(
    ["Three dimensions", "三维"],
    ["a line where a slice ends", "切片之间有线"],
    "t",
    value(holding([2, 3, 4], wave.slice(0, 24))),
    {
      grid: heat(6, 4),
      node: { height: 130 },
    },
  ),
  card(
    ["An expression, no name", "没有名字的表达式"],
    ["regular weight, as it stands in the code", "常规字重，与代码一致"],
    "",
    threes,
    {
      row: { names: [], span: written("(y * y) * 3") },
      view: nonleaf({}),
    },
  ),
];

/** A leaf that goes in at several places. */
export const usedLeaf = card(
  ["Leaf of many uses", "多次使用的叶子"],
  ["one card, and a chip wherever else it goes in", "一张卡片，其他用到它的地方是小片"],
  "W",
  value(holding([2, 2], [0.5, 0, 0, 0.5])),
  { row: { requires_grad: true }, view: { tracked: true, grad: well("waiting", null) } },
);

/** A card that a plain number leaves. */
export const takenFrom = card(
  ["Number taken out", "取出数值"],
  ["item, float, tolist: a line that leaves the graph, cut", "item、float、tolist：离开计算图的线，被切断"],
  "loss",
  value(holding([], [3])),
  {
    grid: numbers(1, 1),
    node: { height: 70 },
    view: nonleaf({ tracked: true, grad: channel("notYet", null) }),
  },
);

/** What a function had saved, after it was changed in place. */
export const changed = card(["", ""], ["", ""], "s", pair(1.7311, 1.7311), {
  grid: numbers(1, 2, 52),
  node: { x: 110, y: 76, width: 300 },
  view: { leaf: false, tracked: true, version: 1, grad: channel("notYet", null) },
});
