// The words around what a reader should be told, in Chinese.

import type { FindingTexts } from "./texts";

export const zh: FindingTexts = {
  tab: (count) => `诊断 ${count}`,
  short: (count) => (count > 0 ? `诊断 ${count}` : "诊断"),
  none: "这次运行没有需要特别说明的地方。",
  severity: { error: "错误", warning: "警告", note: "提示" },
  times: (count) => `共 ${count} 次`,
  what: "发生了什么",
  why: "原因",
  where: "位置",
  operands: "形状",
  misfit: "不匹配",
  remedy: "解决办法",
  otherRemedy: "或者",
  line: (line) => `第 ${line} 行`,
  step: (position) => `第 ${position} 步`,
  removed: "删除",
  added: "添加",
  apply: "应用并运行",
  changed: "运行之后这几行已被修改，请重新运行程序。",
  copy: "复制",
  copied: "已复制",
  copyFailed: "浏览器不允许复制",
  ownWords: "torch 的原话",
  show: "怎么办",
  details: "详情",
  mark: (severity, title) => `${severity}：${title}`,
};
