// What the style guide says, in both languages.

/** English, Chinese. */
export type Words = [string, string];

export const texts = {
  title: ["Gradwalk style guide", "Gradwalk 样式指南"],
  lead: [
    "One lamp: only the current step is saturated. Shape says what a thing is, texture and label say its state, colour only repeats it.",
    "只有一盏灯：只有当前步骤用饱和的颜色。形状表示是什么，线型和文字表示状态，颜色只是重复。",
  ],
  cards: ["Tensor cards", "张量卡片"],
  cardsNote: [
    "left: the value. Right: where the gradient lives. A leaf has a well, closed; a non-leaf has a channel, open.",
    "左边是值，右边是梯度的位置。叶子是闭合的框，非叶子是开口的通道。",
  ],
  functions: ["Function nodes", "函数节点"],
  functionsNote: [
    "a pill, docked on the tensor it made; named as in torch, without Backward0",
    "胶囊形，接在它产生的张量上；名字同 torch，去掉 Backward0",
  ],
  stopped: ["Stopped", "停在这里"],
  stoppedNote: [
    "a dashed trail to the card whose version is no longer the saved one",
    "虚线通向版本已不是所存版本的卡片",
  ],
  scopes: ["Scopes", "作用域"],
  scopesNote: ["what a module, a call or an iteration made", "模块、调用或一次迭代的内容"],
  edges: ["Edges", "边"],
  edgesNote: [
    "down the left, thin: data. Up the right, broad with chevrons: gradient.",
    "左边向下的细线是数据，右边向上的宽带是梯度。",
  ],
  chips: ["Chips", "小片"],
  chipsNote: ["a further use of a leaf, or a constant", "叶子的再次使用，或常数"],
  timeline: ["Timeline", "时间轴"],
  timelineNote: [
    "one shape for each kind of step; a triangle, an octagon or a circle above the rail is a finding",
    "每种步骤一种形状；轨道上方的三角、八角和圆是诊断",
  ],
  values: ["Values", "值"],
  valuesNote: [
    "violet with a minus below 0, green above; the ends are ± the largest magnitude, so 0 is always the middle",
    "0 以下紫色带减号，0 以上绿色；两端为最大绝对值，0 总在正中",
  ],
  tokens: ["Tokens", "色彩与字号"],
  tokensNote: ["every colour and size that a component may use", "组件可用的全部颜色和字号"],
} satisfies Record<string, Words>;
