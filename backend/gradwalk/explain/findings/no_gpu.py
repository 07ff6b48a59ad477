"""A tensor or a module was to go to a GPU, and there is none."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import Change, Source, last_name
from .failures import failures
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="no_gpu",
    severity="error",
    title=Words(en="There is no GPU here", zh="这里没有 GPU"),
    what=Words(
        en="`{asked}` on line {line} is for a CUDA device, and programs run on a CPU here.",
        zh="第 {line} 行的 `{asked}` 需要 CUDA 设备，而程序在这里用 CPU 运行。",
    ),
    why=Words(
        en="A program that is to run on other machines too should ask whether there is one. What autograd does is the same on both.",
        zh="如果程序还要在别的机器上运行，应当先检查有没有 GPU。autograd 在两种设备上的做法是一样的。",
    ),
    remedy=Words(en="Use a GPU only where there is one.", zh="请只在有 GPU 时才使用它。"),
)
# What torch's builds without CUDA say, and those with it on machines without a GPU.
_WORDS = ("not compiled with CUDA", "Found no NVIDIA driver", "No CUDA GPUs are available")
_WHERE_THERE_IS_ONE = '"cuda" if torch.cuda.is_available() else "cpu"'


def find(walk: Walk) -> Iterator[Finding]:
    """Such a failure, with the whole program made to ask."""
    for words in _WORDS:
        for failure in failures(walk, words):
            yield KIND.found(
                walk,
                failure.at,
                severity=failure.severity,
                changes=list(_asking(walk.source)),
                code=f"device = {_WHERE_THERE_IS_ONE}",
                error=failure.error,
                asked=walk.source.short(failure.at.span) or "…",
                line=walk.line(failure.at.span),
            )


def _asking(source: Source) -> Iterator[Change]:
    """Each device by name, and each `.cuda()`, where the program does not ask already."""
    asked = {id(node) for choice in source.all(ast.IfExp) for node in ast.walk(choice)}
    for call in source.all(ast.Call):
        if not isinstance(call, ast.Call) or id(call) in asked:
            continue
        if isinstance(call.func, ast.Attribute) and last_name(call.func) == "cuda":
            text = source.text(source.span(call))
            yield source.replace(call, f"{text[: text.rindex('.cuda')]}.to({_WHERE_THERE_IS_ONE})")
            continue
        for given in (*call.args, *(keyword.value for keyword in call.keywords)):
            if isinstance(given, ast.Constant) and str(given.value).partition(":")[0] == "cuda":
                yield source.replace(given, _WHERE_THERE_IS_ONE)
