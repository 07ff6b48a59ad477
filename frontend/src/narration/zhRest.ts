// The narration in Chinese: operations, backward, and all else but that a tensor is there.

import { type Brief, sameWords, uniform } from "./facts";
import { ruled } from "./ruled";
import { code, gradOf, join, type Name, type Segment, type Sentence, say, strong, value } from "./segments";
import type { Rest } from "./sentences";
import { sized } from "./zhSimple";

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

function the(brief: Brief | null): Sentence {
  if (brief === null) return say`空`;
  if ("hidden" in brief) return say`${HIDDEN[brief.hidden] ?? brief.hidden}`;
  if ("shape" in brief) return say`一个${sized(brief.shape)}张量`;
  return say`${value(brief.text)}`;
}

const is = (brief: Brief | null): Sentence =>
  brief && "text" in brief && brief.everywhere ? say`${the(brief)}（所有元素）` : the(brief);

const list = (items: Sentence[]): Sentence => join(items, "、", " 和 ");
const names = (items: Name[]): Sentence => list(items.map((name) => say`${strong(name)}`));

const CUTS = {
  detach: "它与原张量共享内存，但已从计算图中分离：梯度不会经过这里。",
  data: "它与原张量共享内存，但不带计算图：对它的修改，autograd 察觉不到。",
  no_grad: "在 no_grad 中不做追踪，因此没有 grad_fn。",
  inference_mode: "在推理模式中不做追踪，因此没有 grad_fn。",
  not_differentiable: "它不可导：梯度不会经过这里。",
  item: "它是普通的 Python 数值：梯度不会经过这里。",
};

const STRETCHED: Segment = { kind: "rule", text: "被广播的输入得到的是各个副本的梯度之和。" };

const KINDS = { parameter: "参数", leaf: "叶子张量", tensor: "张量" };

export const zhRest: Rest = {
  found({ source, kind, shape, dtype, tracked, within, backward }) {
    const what = say`一个${sized(shape)}${dtype} ${KINDS[kind]}`;
    const head = within
      ? say`在 ${code(source)} 中，${code(within.op)} 创建了${what}。`
      : say`${source ? say`${code(source)} 中` : "这里"}出现了${what}，它${backward ? "是反向传播交给程序的" : "不是由已记录的步骤创建的"}。`;
    return say`${head}${tracked ? "它需要梯度，autograd 会追踪它。" : "它不需要梯度。"}`;
  },
  held: ({ source, value: v }) => say`${code(source)} 是此时保留的梯度：${is(v)}。`,
  bind: ({ name, value: bound, same, outside, rebound, local }) =>
    bound
      ? say`${local ? "在这次调用中，名字" : "名字"} ${strong(name)} ${outside ? "与调用之外指向同一个张量" : same ? say`${rebound ? "现在" : ""}与 ${strong(same)} 指向同一个张量` : rebound ? "现在指向另一个张量" : "从此指向这个张量"}：${is(bound)}。`
      : say`名字 ${strong(name)} 不再指向张量。`,
  flag({ name, what, on }) {
    if (what === "requires_grad")
      return on
        ? say`${strong(name)} 从此需要梯度：对它的运算会被追踪。`
        : say`${strong(name)} 不再需要梯度。`;
    if (what === "retain_grad")
      return say`${strong(name)} 不是叶子张量，但 ${code("retain_grad()")} 要求保留它的梯度。`;
    if (what === "hook") return say`在 ${strong(name)} 上注册了钩子：梯度到达时会调用它。`;
    return say`在 ${strong(name)} 上注册了钩子：${gradOf(name)} 累加之后会调用它。`;
  },
  print: ({ text, stderr }) => say`程序${stderr ? "向 stderr 输出" : "输出"} ${code(text)}。`,
  op({ source, within, result, results, fn, saved, mutated, beside, version, view, cut, why, from }) {
    if (cut === "item" && from)
      return say`${code(source)} 从 ${strong(from)} 中取出数值：它是普通的 Python 数值，不带计算图，也没有梯度。`;
    const doer = within
      ? say`在 ${code(source)} 中，${within.module ? say`${code(within.module)} 的 ` : ""}${code(within.op)}`
      : say`${code(source)}`;
    if (cut === "detach" && mutated.length)
      return say`${doer} 把 ${names(mutated)} 从计算图中分离：它从此是叶子张量。`;
    const head = beside
      ? say`${doer} ${within ? "得到" : "的结果是"} ${is(result)}，同时就地修改了 ${names(mutated)}。`
      : mutated.length
        ? say`${doer} 就地修改了 ${names(mutated)}${version === null ? "" : `，版本号变为 ${version}`}${result ? say`，值为 ${is(result)}` : ""}。`
        : results > 1
          ? say`${doer} 得到 ${String(results)} 个张量，第一个是 ${is(result)}。`
          : say`${doer} ${within ? "得到" : "的结果是"} ${is(result)}。`;
    if (cut) return say`${head}${CUTS[cut]}`;
    const memory = view ? `${results > 1 ? "它们都" : "它"}是视图，与输入共享内存。` : "";
    if (fn) {
      const keeps = saved.length ? say`，它为反向传播保存了 ${names(saved)}` : "";
      return say`${head}${memory}它的 grad_fn 是 ${strong(fn)}${keeps}。`;
    }
    if (mutated.length) return say`${head}${memory}`;
    if (why === null) return say`${head}${memory}`;
    const reason = why === "inputs" ? "没有输入需要梯度" : "这里不做追踪";
    return say`${head}${memory}${reason}，因此没有 grad_fn。`;
  },
  backward({ source, entry, roots, inputs, create }) {
    const starts = list(
      roots.map(({ name, seed, scalar }) =>
        seed === null
          ? say`从 ${strong(name)} 出发`
          : scalar
            ? say`从 ${strong(name)} 出发，初始梯度为 ${the(seed)}`
            : say`从 ${strong(name)} 出发，以 v = ${is(seed)} 计算向量-雅可比积`,
      ),
    );
    const returned =
      entry === "grad"
        ? say`${inputs ? say`${names(inputs)} 的` : ""}梯度直接返回，不会写入 .grad。`
        : inputs
          ? say`只有 ${names(inputs)} 会得到梯度。`
          : "";
    const twice = create ? "由于 create_graph=True，反向过程本身也会被记录。" : "";
    return say`${source ? code(source) : "程序"} 开始反向传播：${starts}。${returned}${twice}`;
  },
  node({ fn, received, sent, meetings, made, rule, stretched }) {
    const each = uniform([...received, ...sent.map(({ value: v }) => v)]) ? the : is;
    const gradient = (brief: Brief): Sentence =>
      "shape" in brief ? say`一个${sized(brief.shape)}梯度` : each(brief);
    const got = received.length
      ? list(
          received.map((r, n) => {
            if (!r) return say`空梯度`;
            return n || "shape" in r ? gradient(r) : say`梯度 ${each(r)}`;
          }),
        )
      : say`空梯度`;
    const gave = sent.map(({ to, value: v, times, same }) => {
      const spread = each === is && v && "text" in v && v.everywhere && to.ref?.kind === "tensor";
      if (spread && times === 1) return say`把 ${the(v)} 传给 ${code(to)} 的每个元素`;
      const what = v ? (same ? say`同样的梯度` : gradient(v)) : say`空梯度`;
      if (times === 1) return say`把 ${what} 传给 ${code(to)}`;
      const all = times === 2 ? "两" : ` ${times} `;
      return to.ref?.kind === "tensor"
        ? say`把 ${what} 分别传给 ${code(to)} 的${all}处使用`
        : say`沿${all}条边各把 ${what} 传给 ${code(to)}`;
    });
    const sums = meetings.flatMap(({ at, sum }) => say`各路梯度在 ${code(at)} 处相加，得到 ${the(sum)}。`);
    const twice = made ? `这一步的计算本身也建立了 ${made} 个函数，供求二阶导数使用。` : "";
    if (gave.length === 0) return say`${strong(fn)} 收到${got}，没有可以继续传给的输入。${twice}`;
    return say`${strong(fn)} 收到${got}，${join(gave, "，", "，")}${rule ? ruled(rule.zh, "zh") : ""}。${stretched ? STRETCHED : ""}${sums}${twice}`;
  },
  accumulate({ name, before, incoming, after }) {
    if (name === null) return say`梯度 ${the(incoming)} 到达了一个已经不存在的叶子张量。`;
    if (incoming === null)
      return say`没有梯度传到 ${strong(name)}：${gradOf(name)} 仍是 ${after ? is(after) : "None"}。`;
    if (before === null) return say`${gradOf(name)} 原来是 None，现在是 ${is(after)}。`;
    if (sameWords(before, after) === "shape")
      return say`梯度累加：传入的 ${the(incoming)} 加到 ${gradOf(name)} 原有的值上。`;
    return say`梯度累加：${gradOf(name)} 原有 ${the(before)}，加上传入的 ${the(incoming)}，现在是 ${is(after)}。`;
  },
  backwardEnd({ freed, raised, failed, entry }) {
    if (failed) return say`反向传播在 ${strong(failed)} 处中断；再往前的张量没有得到梯度。`;
    if (raised) return say`反向传播因出错而结束。`;
    const returned = entry === "grad" ? "梯度已返回。" : "";
    if (freed === 0) return say`反向传播结束，没有释放保存的张量。${returned}`;
    return say`反向传播结束。${String(freed)} 个函数保存的张量已释放，再次从这里反向传播会报错。${returned}`;
  },
  grad({ name, how, before, after }) {
    const grad = gradOf(name);
    if (how === "cleared") return say`程序把 ${grad} 设为 None，原来是 ${the(before)}。`;
    if (how === "zeroed") return say`程序把 ${grad} 清零，原来是 ${the(before)}。`;
    if (how === "assigned") return say`程序把 ${is(after)} 赋给 ${grad}。`;
    const same = sameWords(before, after);
    if (same === "shape") return say`程序改写了 ${grad} 的元素，它是 ${the(after)}。`;
    return same
      ? say`程序写入了 ${grad}，取四位有效数字仍是 ${the(after)}。`
      : say`程序把 ${grad} 从 ${the(before)} 改为 ${the(after)}。`;
  },
  update({ name, by, moved, before, after, versions }) {
    const change =
      sameWords(before, after) === "shape"
        ? say`它是 ${the(after)}`
        : say`从 ${the(before)} 变为 ${the(after)}`;
    if (moved) return say`${strong(name)} 换了一块内存：${change}。它仍是叶子张量，autograd 不记录这次修改。`;
    return say`${by ? say`${code(by)} 就地修改了 ${strong(name)}` : say`${strong(name)} 被就地修改`}：${change}${versions ? `，版本号从 ${versions[0]} 到 ${versions[1]}` : ""}。它仍是叶子张量，autograd 不记录这次修改。`;
  },
  warning: ({ category, message }) => say`${strong(category)}：${message}`,
  skipped({ loops, steps }) {
    if (loops.length === 0) return say`从这里继续；略过的步骤造成的变化已反映在数值里。`;
    const runs = loops.map(
      ({ kind, name, iterations }) =>
        say`${code(name)} 的 ${String(iterations)} 次${kind === "function" ? "调用" : "迭代"}`,
    );
    return say`为了简短，不显示 ${join(runs, "、", "和")}（共 ${String(steps)} 步）；它们都执行过。`;
  },
  error: ({ exception, message, fn }) =>
    say`${fn ? say`${strong(fn)} 执行失败。` : ""}${strong(exception)}：${message}`,
};
