// The words in the picture, in Chinese.

import type { SceneTexts } from "./texts";

export const zh: SceneTexts = {
  graph: "计算图",
  leaf: "叶子",
  untracked: "叶子，不需梯度",
  parameter: "参数",
  retainedTag: "retain_grad",
  view: "视图，来自",
  detached: "已分离",
  grad: "梯度",
  ownGrad: ".grad",
  empty: "空",
  waiting: "等待",
  notReached: "未到达",
  cleared: "已清空",
  arriving: "正在到达",
  kept: "已保留",
  retained: "已保留",
  notYet: "尚无",
  arrived: "已到达",
  passing: "正在经过",
  passedOn: "已传出",
  seed: "初始",
  version: "版本",
  madeBy: (call) => `反向 ${call} 中产生`,
  noDerivative: "不可导",
  constant: ["常数", "没有梯度"],
  use: "在此再次使用",
  open: "展开",
  close: "收起",
  scalar: "标量",
  noElements: "没有元素",
  fit: "适应",
  zoomIn: "放大",
  zoomOut: "缩小",
  follow: "跟随",
  /** A still picture has no legend. */
  legend: __STILL__
    ? (null as never)
    : {
        title: "图例",
        data: "数据，前向",
        gradient: "梯度，反向",
        kept: ".grad：保留（叶子）",
        passes: "梯度：只经过",
      },
  /** Where there is no picture, there is no still one. */
  bare: __STILL__
    ? (null as never)
    : {
        noLayout: "这张图无法绘制。",
        nothing: "没有可绘制的内容：程序没有创建张量。",
        name: "名字",
        shape: "形状",
        value: "值",
      },
  hidden: {
    uninitialised: "未初始化",
    sparse: "稀疏",
    quantised: "量化",
    nested: "嵌套",
    meta: "没有值（meta）",
    wrapped: "变换内部",
    freed: "已释放",
    unreadable: "无法读取",
  },
};
