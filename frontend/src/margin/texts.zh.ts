// What the margin says under its arithmetic, in Chinese.

import type { MarginTexts } from "./texts";

export const zh: MarginTexts = {
  addUp: () => "各路梯度相加",
  more: () => "还有梯度未到",
  oldPlusNew: () => "原值 + 传入",
  first: () => "之前为 None",
  seed: (x) => `backward 从 ${x} 开始`,
  factor: (x) => `另一个因子是 ${x}`,
  divisor: (x) => `除以 ${x}`,
  added: () => "原样传出",
  negated: () => "它是减数，取负",
  summed: () => "每个元素都得到它",
  mean: (n) => `${n} 个元素取平均`,
  power: (n, x) => `n × xⁿ⁻¹，n = ${n}，x = ${x}`,
  own: (y) => `乘以结果 ${y}`,
  twice: (y) => `平方根的两倍，平方根为 ${y}`,
  sigmoid: (y) => `y × (1 − y)，y = ${y}`,
  tanh: (y) => `1 − y²，y = ${y}`,
  open: () => "输入为正",
  shut: () => "输入不为正",
  cosine: (x) => `乘以 cos(${x})`,
  copied: () => "副本原样传出",
  moved: () => "只改变形状",
  elementwise: () => "逐元素",
  stopped: () => "在此停止",
  step: (n) => `第 ${n} 步`,
  saved: () => "它保存了",
  version: (n) => `版本 ${n}`,
  versionNow: (n) => `现在是版本 ${n}`,
  element: (place) => `元素 ${place}`,
};
