// The words around a derivative rule, in Chinese.

import type { RuleTexts } from "./texts";

export const zh: RuleTexts = {
  rule: "求导法则",
  none: (name) => `这里没有收录 ${name} 的求导法则；下面是 torch 算出的梯度。`,
  own: "程序中写的 backward",
  shapes: "形状",
  code: "代码形式",
  numbers: "代入这一步的数",
  hint: "选一个元素，看它是怎样算出来的。",
  element: (place, number) => `元素 ${place}，${number}`,
  arrives: "传来的梯度",
  summed: "沿被广播的维度求和",
  grid: (label) => `${label}，逐元素`,
  more: (n) => `另外 ${n} 项`,
  becomes: "成为",
};
