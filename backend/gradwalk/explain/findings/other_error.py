"""An error that no other finding explains, in its own words."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding, TorchError
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="other_error",
    severity="error",
    title=Words(en="{exception} on line {line}", zh="第 {line} 行：{exception}"),
    what=Words(en="The program ended here, with these words.", zh="程序在这里出错结束，错误信息的原文如下。"),
    why=Words(
        en="What had happened up to then is recorded; nothing after it ran.",
        zh="在此之前发生的一切都已记录，之后的代码没有运行。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """The error that ended the program."""
    error = walk.error
    if error is not None:
        line = error.frames[-1].line if error.frames else walk.line(error.span)
        yield KIND.found(
            walk,
            error,
            functions=[error.function] if error.function else [],
            error=TorchError(exception=error.exception, message=error.message),
            exception=error.exception,
            line=line,
        )
