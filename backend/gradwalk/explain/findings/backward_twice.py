"""A second backward through a graph whose saved tensors the first one freed."""

from collections.abc import Iterator

from ...recording.base import FunctionId, Words
from ...recording.findings import Finding
from ...recording.steps import Backward
from ..source import Change
from .failures import Failure, failures
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="backward_twice",
    severity="error",
    title=Words(en="Backward through a graph that was freed", zh="对已经释放的计算图再次反向传播"),
    what=Words(
        en="`{function}` (`{expression}`, line {line}) needs what it saved in the forward pass; backward call {first} freed it.",
        zh="`{function}`（第 {line} 行的 `{expression}`）需要前向时保存的值，而第 {first} 次 backward 已经把它释放了。",
    ),
    why=Words(
        en="To save memory, backward frees what functions saved as soon as it has used it, unless it is told to keep the graph.",
        zh="为了节省内存，backward 用完前向保存的值就立即释放，除非明确要求保留计算图。",
    ),
    remedy=Words(
        en="Keep the graph in the first call, or compute the loss anew before the second.",
        zh="让第一次调用保留计算图，或者在第二次之前重新计算损失。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each such failure, with the call that freed."""
    for failure in failures(walk, "backward through the graph a second time"):
        if failure.function is None:
            continue
        freeing = _freeing(walk, failure, failure.function)
        if freeing is not None:
            yield _told(walk, failure, failure.function, freeing)


def _freeing(walk: Walk, failure: Failure, function: FunctionId) -> Backward | None:
    """The latest call before the failing one that freed what `function` had saved."""
    for end in reversed(walk.ends.values()):
        if end.index < failure.at.index and end.call != failure.call and function in end.freed:
            return walk.calls[end.call]
    return None


def _told(walk: Walk, failure: Failure, function: FunctionId, freeing: Backward) -> Finding:
    row = walk.function(function)
    return KIND.found(
        walk,
        failure.at,
        severity=failure.severity,
        functions=[function],
        steps=[freeing.index],
        places=[place(freeing, Words(en="this call freed the graph", zh="这次调用释放了计算图"))],
        changes=_keeping(walk, freeing),
        code="….backward(retain_graph=True)",
        error=failure.error,
        function=row.name,
        expression=walk.expression(function),
        line=walk.line(row.span),
        first=freeing.call,
    )


def _keeping(walk: Walk, call: Backward) -> list[Change]:
    calls = walk.source.calls(call.span, call.entry)
    if not calls or any(keyword.arg == "retain_graph" for keyword in calls[0].keywords):
        return []
    return [walk.source.argument(calls[0], "retain_graph=True")]
