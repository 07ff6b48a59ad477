// What is said of a run that takes a while, in Chinese.

import type { ProgressTexts } from "./texts";

export const zh: ProgressTexts = {
  queued: (ahead) => (ahead ? `正在排队，前面还有 ${ahead} 个程序` : "正在排队"),
  running: "正在运行",
  steps: (steps) => `已记录 ${steps} 步`,
  laying_out: "运行结束，正在绘制计算图",
};
