// The words around a Jacobian, in Chinese.

import type { JacobianTexts } from "./texts";

export const zh: JacobianTexts = {
  title: "雅可比矩阵",
  lead: "把程序再运行一次，看输出的每个元素怎样依赖输入的每个元素。",
  compute: "计算雅可比矩阵",
  again: "再试一次",
  pending: "正在再次运行程序…",
  cancel: "取消",
  by: "对",
  choose: "这个张量对谁求导：",
  output: (n) => `输出 ${n}`,
  of: (rows, columns) => `J 是 ${rows}×${columns}：每个输出元素一行`,
  matrix: (of, by) => `${of} 对 ${by} 的雅可比矩阵`,
  structure: {
    zero: "全为零：不依赖它。",
    identity: "单位矩阵：每个元素原样传递，所以 v·J 就是 v。",
    diagonal: "对角矩阵：函数逐元素计算，各元素互不影响。",
    selection: "每行只有一个 1：元素只是换位置，或被略去。",
    block_diagonal: "分块对角：只有同一组内的元素相互依赖。",
    dense: "稠密矩阵：每个输出都可能依赖每个输入。",
  },
  blocks: (rows, columns) => `每块为 ${rows}×${columns}。`,
  parts: "每个复数占两行或两列：先实部，后虚部。",
  coefficients: {
    lead: "单个元素没有简短的公式。再运行一次程序，就得到传来的每个数所乘的系数：雅可比矩阵在这一步取值处的元素。",
    compute: "逐元素显示",
    what: (name) =>
      `J[…] 是雅可比矩阵在这一步取值处的元素：J[j] = ∂out[j]/∂(所选元素)，也就是只有 out[j] 处传来 1、其余都传来 0 时，${name} 在这里传出的数。系数为 0 的项略去。`,
    complex:
      "一个复数算两个数：Re J[j]、Im J[j] 是 Re out[j]、Im out[j] 对所选部分的导数。PyTorch 对复数的梯度是 ∂L/∂Re + i·∂L/∂Im。",
    differs: "这些乘积之和与实际传出的梯度不符，因此不显示。",
  },
  noGradient: "没有梯度传到这个输入。",
  v: "v，传来的梯度",
  vj: "v·J，传出的梯度（向量-雅可比积）",
  vjTensor: "v·J，经过这个张量传到对方的梯度",
  noV: "梯度到达之后才显示 v·J。",
  element: (place, number) => `元素 ${place}，${number}`,
  sumOf: (column) => `v·J[${column}]`,
  nothing: "0：J 的这一列全是零",
  failed: {
    not_there: "记录中没有这个函数或张量，或者另一个出现时它已经不在了。",
    too_large: "某一边没有元素，或超过 64 个数（一个复数算两个）：矩阵太大，无法阅读。",
    not_tracked: "没有计算图从一个通到另一个。",
    failed: "求导时出现了错误。",
    no_answer: "程序在到达那里之前就结束了，或者这次的运行与之前不同。",
    other_engine: "这份记录由另一个版本生成。请重新运行程序，再在新的记录上计算。",
    busy: "服务器正忙，请稍后再试。",
    network: "无法连接服务器。",
    missing: "服务器上已没有这份记录，请重新运行程序。",
    other: "服务器无法计算。",
  },
};
