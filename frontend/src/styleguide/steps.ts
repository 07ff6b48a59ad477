// The kinds of step of the style guide, as the timeline draws them.

import type { Step } from "../recording/types.gen";
import type { Words } from "./texts";

export const steps: { type: Step["type"] | "note"; title: Words; note: Words }[] = [
  { type: "create", title: ["Create", "创建"], note: ["a tensor without a past", "没有来历的张量"] },
  { type: "op", title: ["Operation", "运算"], note: ["forward", "前向"] },
  { type: "bind", title: ["Name", "命名"], note: ["a name is given", "得到名字"] },
  {
    type: "flag",
    title: ["Flag", "标记"],
    note: ["requires_grad, retain_grad", "requires_grad、retain_grad"],
  },
  { type: "backward", title: ["Seed", "种子"], note: ["backward begins", "反向开始"] },
  { type: "node", title: ["Function", "函数"], note: ["runs backward", "反向执行"] },
  { type: "accumulate", title: ["Accumulate", "累加"], note: ["into .grad", "到 .grad"] },
  { type: "backward_end", title: ["Freed", "释放"], note: ["backward is done", "反向完成"] },
  { type: "grad", title: ["Gradient set", "改写梯度"], note: ["by the program", "由程序改写"] },
  { type: "update", title: ["Update", "更新"], note: ["an optimizer’s step", "优化器的一步"] },
  { type: "print", title: ["Print", "输出"], note: ["the program wrote", "程序输出"] },
  { type: "skipped", title: ["Left out", "省略"], note: ["more of the same", "相同的更多步骤"] },
  { type: "note", title: ["Note", "提示"], note: ["good to know", "值得了解"] },
  { type: "warning", title: ["Warning", "警告"], note: ["look here", "请注意"] },
  { type: "error", title: ["Error", "错误"], note: ["the run stopped", "运行停止"] },
];
