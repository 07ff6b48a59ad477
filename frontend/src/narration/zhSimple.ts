// The narration in Chinese: simple steps, and the words that all of it uses.

import type { Brief } from "./facts";
import { code, gradOf, join, type Name, type Sentence, say, strong, value } from "./segments";
import type { Simple } from "./sentences";
import { tidied } from "./spacing";

const HIDDEN: Record<string, string> = {
  uninitialised: "未初始化的内存内容",
  sparse: "一个稀疏张量",
  quantised: "量化后的值",
  nested: "一个嵌套张量",
  meta: "只有形状、没有数值的张量",
  wrapped: "变换内部的值",
  freed: "已释放的内存",
  unreadable: "无法读取的值",
};

export function the(brief: Brief | null): Sentence {
  if (brief === null) return say`空`;
  if ("hidden" in brief) return say`${HIDDEN[brief.hidden] ?? brief.hidden}`;
  if ("shape" in brief) return say`一个${sized(brief.shape)}张量`;
  return say`${value(brief.text)}`;
}

/** 2×2 的、含 3 个元素的、标量: what stands before the noun. */
function sized(shape: string): Sentence {
  if (shape === "scalar") return say`标量 `;
  return /^\d+$/.test(shape) ? say`含 ${shape} 个元素的 ` : say` ${shape} 的 `;
}

export const is = (brief: Brief | null): Sentence =>
  brief && "text" in brief && brief.everywhere ? say`${the(brief)}（所有元素）` : the(brief);

export const list = (items: Sentence[]): Sentence => join(items, "、", " 和 ");
export const names = (items: Name[]): Sentence => list(items.map((name) => say`${strong(name)}`));

export const zhSimple: Simple = {
  create({ source, shape, dtype, tracked, parameter, leaf, hidden, foreign }) {
    const kind = parameter ? "参数（叶子节点）" : leaf ? "叶子节点" : "张量";
    const noise = hidden ? "这块内存还没有写入过，其中的数没有意义。" : "";
    const care = tracked ? "它需要梯度，autograd 会追踪它。" : "它不需要梯度。";
    const what = say`一个${sized(shape)}${dtype} ${kind}`;
    const head = foreign
      ? say`${source.text ? say`${code(source)} 中` : "这里"}出现了${what}，它不是由已记录的步骤创建的。`
      : say`${source.text ? code(source) : "程序"} 创建了${what}。`;
    return say`${head}${care}${noise}`;
  },
  bind: ({ name, value: bound, rebound, local }) =>
    bound
      ? say`${local ? "在这次调用中，名字" : "名字"} ${strong(name)} ${rebound ? "现在指向另一个张量" : "从此指向这个张量"}：${is(bound)}。`
      : say`名字 ${strong(name)} 不再指向张量。`,
  flag({ name, what, on }) {
    if (what === "requires_grad")
      return on
        ? say`${strong(name)} 从此需要梯度：对它的运算会被追踪。`
        : say`${strong(name)} 不再需要梯度。`;
    if (what === "retain_grad")
      return say`${strong(name)} 不是叶子节点，但 ${code("retain_grad()")} 要求保留它的梯度。`;
    if (what === "hook") return say`在 ${strong(name)} 上注册了钩子：梯度到达时会调用它。`;
    return say`在 ${strong(name)} 上注册了钩子：${gradOf(name)} 累加之后会调用它。`;
  },
  print: ({ text, stderr }) => say`程序${stderr ? "向 stderr 写出" : "输出"} ${code(text)}。`,
  nothing: () => say`程序没有进行任何张量运算。`,
  finished: tidied,
};
