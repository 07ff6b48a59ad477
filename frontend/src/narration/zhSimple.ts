// The narration in Chinese: that a tensor is there.

import { code, type Sentence, say } from "./segments";
import type { Simple } from "./sentences";
import { tidied } from "./spacing";

/** 2×2 的、含 3 个元素的、标量: what stands before the noun. */
export function sized(shape: string): Sentence {
  if (shape === "scalar") return say`标量 `;
  return /^\d+$/.test(shape) ? say`含 ${shape} 个元素的 ` : say` ${shape} 的 `;
}

export const zhSimple: Simple = {
  create({ source, shape, dtype, tracked, parameter, leaf, hidden }) {
    const kind = parameter ? "参数（叶子张量）" : leaf ? "叶子张量" : "张量";
    const noise = hidden ? "这块内存还没有写入过，其中的数值没有意义。" : "";
    const care = tracked ? "它需要梯度，autograd 会追踪它。" : "它不需要梯度。";
    return say`${source.text ? code(source) : "程序"} 创建了一个${sized(shape)}${dtype} ${kind}。${care}${noise}`;
  },
  nothing: () => say`程序没有进行任何张量运算。`,
  finished: tidied,
};
