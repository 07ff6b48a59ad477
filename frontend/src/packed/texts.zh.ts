// What is said of a program that came in a link, in Chinese.

import type { PackedTexts } from "./texts";

export const zh: PackedTexts = {
  region: "链接中的程序",
  label: "Python 程序",
  waiting: "这个程序来自链接，还没有运行。",
  edit: "编辑",
  done: "完成",
  open: "在 Gradwalk 中打开",
  changing: {
    region: "记录的程序",
    waiting: "修改程序，然后点“运行”。",
    original: "原来的记录",
    back: "回到原来的记录",
  },
  why: {
    none: "这个链接里没有程序。请索取完整的链接，包括 # 之后的全部内容。",
    damaged: "无法读取链接中的程序：链接已损坏或不完整。请重新索取。",
    too_large: "链接中的程序太长：最多 64 KiB。",
    too_old: "浏览器版本过旧，无法读取链接中的程序。请换用较新的浏览器。",
  },
};
