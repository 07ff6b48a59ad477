// The words of memory, in Chinese.

import type { MemoryTexts } from "./texts";

export const zh: MemoryTexts = {
  tab: "内存",
  lead: "这一步中各张量所用的存储",
  none: "还没有张量占用内存。",
  more: (n) => `另外 ${n} 块存储`,
  view: (op) => `${op} 没有复制数据：只是换一种方式看同一块内存，是这个张量的视图：`,
  fits: (op) => `${op} 没有复制数据：元素已按所需顺序排列，所以它是这个张量的视图：`,
  copied: (op) => `${op} 把元素复制到了新的内存，来自`,
  notContiguous: (strides, contiguous) => `，它不连续：步长是 ${strides}，按行优先应为 ${contiguous}。`,
  version: (n) => `版本 ${n}`,
  ticked: (from, to) => `这一步版本 ${from} → ${to}`,
  expects: (version) => `要求版本 ${version}`,
  matches: "未改动",
  differs: (now) => `但现在是版本 ${now}`,
  jumps: (dim, size, stride) => `维度 ${dim}，${size} 个位置：每次前进 ${stride} 格`,
  stays: (dim, size) => `维度 ${dim}，${size} 个位置：步长为 0，读的是同样的格子`,
  stretchedTitle: "广播",
  stretchedLead: (op) => `${op} 把操作数广播到同一形状：`,
  result: "结果",
  stretched: (times) => `×${times}`,
  summed: (dims) => `反向传播时，梯度沿被广播的维度求和：${dims}。`,
  summedOf: (name, dims) => `${name} 沿维度 ${dims}`,
};
