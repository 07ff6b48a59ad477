// What the playground's page says, in Chinese.

import type { Outcome } from "../recording/types.gen";
import type { ShellTexts } from "./en";

type Limit = NonNullable<Outcome["limits"]>[number];

const LIMITS: Record<Limit, string> = {
  wall_time: "运行时间",
  cpu_time: "处理器时间",
  memory: "内存",
  steps: "步数",
  functions: "函数个数",
  recording_bytes: "记录大小",
  printed_bytes: "输出文本",
};

export const zh: ShellTexts = {
  bar: {
    region: "Gradwalk",
    examples: "示例",
    run: "运行",
    cancel: "取消",
    share: "分享",
    keys: "快捷键",
    language: "语言",
    theme: "主题",
    themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
    themeNow: (now) => `主题：${now}。点击切换`,
  },
  status: {
    idle: "就绪",
    running: "正在运行…",
    seconds: (n) => `${n} 秒`,
    finished: (steps) => `运行完成，共 ${steps} 步`,
    error: (exception, line) => (line === null ? exception : `第 ${line} 行：${exception}`),
    timeout: (steps) => `已停止：运行超时。这里是前 ${steps} 步。`,
    out_of_memory: (steps) => `已停止：内存不足。这里是前 ${steps} 步。`,
    too_large: (steps) => `已停止：记录过大。这里是前 ${steps} 步。`,
    killed: (steps) => `运行被外部终止。这里是前 ${steps} 步。请重新运行。`,
    refused: "这个程序不能运行",
    refusedCount: (n) => `这个程序不能运行：有 ${n} 处需要修改`,
    cut: (limits) => `已截断：${limits.map((limit) => LIMITS[limit]).join("、")}。`,
    skipped: (n) => `循环中间的 ${n} 次迭代没有显示。`,
    noLayout: "计算图无法绘制；步骤和数值都在。",
    stale: "运行之后又有修改",
    cancelled: "已取消。当前显示的是上一次运行。",
    network: "无法连接服务器。请确认服务器正在运行、网络正常，然后重新运行。",
    busy: (seconds) =>
      seconds === null ? "服务器正忙，请稍后再运行。" : `服务器正忙，请在 ${seconds} 秒后再运行。`,
    missing: "这个链接下没有记录。运行程序即可生成。",
    tooLarge: "程序太长：最多 64 KiB。",
    server: (detail) => `服务器无法运行：${detail}`,
    broken: "服务器的回答不是本页能播放的记录。请刷新页面。",
  },
  share: {
    title: "分享这次记录",
    link: "指向当前步骤的链接",
    frame: "嵌入网页的代码",
    copy: "复制",
    copied: "已复制",
    copyFailed: "请按 Ctrl+C 复制",
    close: "关闭",
    nothing: "请先运行一个程序，然后才能分享。",
    stale: "分享的是上一次运行，不包含之后的修改。",
    frameTitle: "Gradwalk：逐步演示的自动求导计算图",
  },
  keys: {
    title: "快捷键",
    close: "关闭",
    player: "播放器中",
    editor: "编辑器中",
    rows: {
      run: "运行程序",
      play: "播放或暂停",
      step: "后退一步、前进一步",
      ten: "后退十步、前进十步",
      ends: "第一步、最后一步",
      speed: "减速、加速",
      help: "显示本列表",
      indent: "增加缩进、减少缩进；先按 Esc 再按 Tab 可离开编辑器",
      comment: "注释或取消注释当前行",
      line: "跳到当前行的步骤",
    },
  },
  editor: {
    region: "程序",
    label: "Python 程序",
    loading: "正在加载编辑器",
    failed: "编辑器没有加载成功。刷新页面后可以编辑；播放器可以正常使用。",
    violations: "这个程序不能运行的原因",
    line: (n) => `第 ${n} 行`,
    stale: "程序已修改：这里演示的是修改之前的程序。",
    rerun: "运行",
    pasted: (prompts, output) =>
      prompts === 0 && output === 0
        ? "只粘贴了代码部分。"
        : `粘贴时去掉了${[prompts > 0 && ` ${prompts} 个提示符`, output > 0 && ` ${output} 行输出`]
            .filter(Boolean)
            .join("和")}。`,
    pasteAsItWas: "按原样粘贴",
    foreign: {
      magic: (mark) => `${mark} 是 IPython 笔记本的命令，不是 Python 代码。这里用不到它，请删掉这一行。`,
      shell: (mark) =>
        `${mark} 是笔记本里的命令行命令，不是 Python 代码。torch 和 numpy 已经装好，其他的包不能安装。`,
      help: (mark) => `${mark} 是笔记本里查看帮助的写法，不是 Python 代码。`,
    },
    removeLine: "删掉这一行",
  },
  panels: {
    ledger: "梯度账本",
    console: "控制台",
    consoleCount: (n) => (n === 0 ? "控制台" : `控制台 ${n}`),
    graph: "计算图",
    inspect: "检查",
    under: "梯度账本与控制台",
    inspector: "检查器",
    openInspector: "打开检查器",
    closeInspector: "关闭检查器",
    views: "视图",
  },
  empty: {
    running: "程序正在运行，计算图会显示在这里。",
    nothing: "运行一个程序即可看到它的计算图。",
  },
};
