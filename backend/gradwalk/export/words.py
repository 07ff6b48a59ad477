"""What pictures say, in English and in Chinese. Names of torch's stay as they are."""

from collections.abc import Mapping
from typing import Literal

Lang = Literal["en", "zh"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "leaf": ("leaf", "叶子"),
    "parameter": ("parameter", "参数"),
    "scalar": ("scalar", "标量"),
    "untracked": ("not tracked", "不追踪"),
    "gradient": ("gradient", "梯度"),
    "later": ("not yet", "尚未出现"),
    "inside": ("{boxes} boxes", "{boxes} 个框"),
    "cut": ("cut", "截断"),
    "nothing": ("The program has not begun.", "程序尚未开始。"),
    "whole": ("Autograd graph", "自动求导计算图"),
    "walk": ("Steps {first} to {last}, one after the other", "第 {first} 步到第 {last} 步，逐步播放"),
    "step": ("Step {step} of {total}: {what}", "第 {step} 步，共 {total} 步：{what}"),
    "sum": (
        "{tensors} tensors and {functions} functions so far.",
        "到此有 {tensors} 个张量和 {functions} 个函数。",
    ),
    "create": ("a leaf appears", "出现一个叶子张量"),
    "op": ("an operation, {name}", "一次运算，{name}"),
    "bind": ("a name, {name}", "一个名字，{name}"),
    "flag": ("a flag is set", "设置一个标志"),
    "backward": ("backward begins", "反向传播开始"),
    "node": ("backward, {name}", "反向传播，{name}"),
    "accumulate": ("a gradient reaches a leaf", "梯度到达一个叶子张量"),
    "backward_end": ("backward has ended", "反向传播结束"),
    "grad": ("the program changes a .grad", "程序修改了 .grad"),
    "update": ("a value changes in place", "一个值被就地修改"),
    "print": ("the program prints", "程序输出"),
    "warning": ("a warning", "一个警告"),
    "skipped": ("iterations that are not told", "略去的迭代"),
    "error": ("an error, {name}", "出错，{name}"),
}


def say(word: str, lang: Lang, **parts: object) -> str:
    """A word or a sentence, with its parts filled in."""
    en, zh = _WORDS[word]
    return (en if lang == "en" else zh).format(**parts)
