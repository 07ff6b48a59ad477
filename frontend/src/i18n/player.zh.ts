// What the player itself says, in Chinese.

import type { PlayerTexts } from "./player.en";

export const playerZh: PlayerTexts = {
  timeline: {
    region: "时间轴",
    first: __STILL__ ? (null as never) : "第一步",
    previous: "上一步",
    next: "下一步",
    last: __STILL__ ? (null as never) : "最后一步",
    play: "播放",
    pause: "暂停",
    slider: "步骤",
    value: (step, of, phase, what) => `第 ${step} 步，共 ${of} 步：${phase}，${what}`,
    phases: { forward: "前向", backward: "反向", error: "错误" },
    about: __STILL__ ? (null as never) : (kind, what) => `${kind}：${what}`,
    badge: __STILL__ ? (null as never) : (phase, step, of) => `${phase} · 第 ${step} 步，共 ${of} 步`,
    badgeShort: (phase, step, of) => `${phase} · ${step} / ${of}`,
    forward: "前向",
    backward: (call) => (call === null ? "反向" : `反向 ${call}`),
    within: (name, call) => `${name}（在反向 ${call} 之中）`,
    continued: (name) => `${name}（续）`,
    error: "错误",
    read: "朗读这一步",
    more: __STILL__ ? (null as never) : "… 展开",
    less: __STILL__ ? (null as never) : "收起",
    severities: { error: "错误", warning: "警告", note: "提示", print: "输出" },
    mark: (severity, count, step) =>
      count === 1 ? `第 ${step} 步：${severity}` : `第 ${step} 步起：${severity}等 ${count} 处`,
    empty: __STILL__ ? (null as never) : "程序没有可以播放的步骤。",
    /** A still picture has no words at its ticks. */
    tick: __STILL__
      ? (null as never)
      : {
          seed: "初始",
          freed: "释放",
          stopped: "中断",
          flag: {
            requires_grad: "追踪",
            retain_grad: "保留",
            hook: "钩子",
            post_accumulate_grad_hook: "钩子",
          },
          print: "输出",
          warning: "警告",
          skipped: "略过",
          error: "错误",
        },
    /** A still picture tells no step by its kind. */
    types: __STILL__
      ? (null as never)
      : {
          create: "创建叶子张量",
          op: "运算",
          bind: "绑定名字",
          flag: "改变标志",
          backward: "反向传播开始",
          node: "函数反向执行",
          accumulate: "梯度累加",
          backward_end: "反向传播结束",
          grad: "程序修改梯度",
          update: "叶子张量被就地修改",
          print: "程序输出",
          warning: "警告",
          skipped: "略过若干次迭代",
          error: "程序出错",
        },
  },
  code: {
    together: "合计",
    region: "程序",
    line: (n) => `跳到第 ${n} 行`,
    allLines: __STILL__ ? (null as never) : (n) => `全部 ${n} 行`,
    fewer: __STILL__ ? (null as never) : "收起",
  },
  embed: {
    title: "Gradwalk：自动求导计算图",
    edit: "编辑",
    open: "在 Gradwalk 中打开",
    /** A still picture is of what came. */
    waiting: __STILL__
      ? (null as never)
      : {
          loading: "正在加载记录…",
          missing: "没有这个编号的记录。",
          offline: "记录没有加载成功。请检查网络后重试。",
          broken: "服务器返回的记录无法在本页播放。",
          server: (status) => `服务器出错（状态码 ${status}）。`,
          again: "重试",
          part: "页面的这一部分没有加载成功。请检查网络后重试；若仍不行，请刷新页面。程序会保留。",
          partComing: "正在加载页面的这一部分…",
        },
  },
};
