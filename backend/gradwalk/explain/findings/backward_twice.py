"""A second backward through a graph whose saved tensors the first one freed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Backward, Op, Update
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
        zh="`{function}`（第 {line} 行的 `{expression}`）需要前向时保存的值，而第 {first} 次反向传播已经把它释放了。",
    ),
    why=Words(
        en="To save memory, backward frees what functions saved as soon as it has used it, unless it is told to keep the graph.",
        zh="为了节省内存，反向传播用完函数保存的值就立即释放，除非明确要求保留计算图。",
    ),
    remedy=Words(
        en="Keep the graph in the first call, or compute the loss anew before the second.",
        zh="让第一次调用保留计算图，或者在第二次之前重新计算损失。",
    ),
)

CARRIED = replace(
    KIND,
    what=Words(
        en="`{carried}` leads back to what an earlier backward call has been through: `{function}` (`{expression}`, line {line}) "
        "needs what it saved in the forward pass, and call {first} freed it.",
        zh="`{carried}` 通向之前的反向传播已经走过的计算图：`{function}`（第 {line} 行的 `{expression}`）需要前向时保存的值，"
        "而第 {first} 次反向传播已经把它释放了。",
    ),
    remedy=Words(
        en="Detach what one iteration hands on to the next.",
        zh="对上一次迭代传给下一次的张量调用 `.detach()`。",
    ),
)
CHANGED = replace(
    KIND,
    remedy=Words(
        en="Compute it anew before the second call: keeping the graph does not help, as what it was computed from has been updated.",
        zh="请在第二次调用之前重新计算；只保留计算图没有用，因为计算时用到的张量已经更新了。",
    ),
)
_NAME, _PART = re.compile(r"[^\W\d][\w.]*"), re.compile(r"([^\W\d][\w.]*)\[\d+\]")


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


def _carrying(walk: Walk, function: FunctionId, freeing: Backward) -> tuple[Op, TensorId] | None:
    """What took over, after the graph was freed, a tensor that leads to `function`; and that, where its name is bound anew again and again."""
    for op in walk.ops:
        for tensor in walk.operands(op) if op.index > freeing.index else ():
            grad_fn = walk.tensor(tensor).grad_fn
            if grad_fn is not None and walk.made[grad_fn].index < freeing.index and function in walk.ancestors(grad_fn):
                name = walk.name(tensor, op.index)
                meant = {bind.tensor for bind in walk.binds if bind.name == name}
                return (op, tensor) if len(meant) > 1 else None
    return None


def _told(walk: Walk, failure: Failure, function: FunctionId, freeing: Backward) -> Finding:
    row = walk.function(function)
    carrying = _carrying(walk, function, freeing)
    updated = any(isinstance(step, Update) for step in walk.steps[freeing.index : failure.at.index])
    kind, changes, carried = KIND, _keeping(walk, freeing), ""
    code: str | None = "….backward(retain_graph=True)"
    if carrying is not None:
        op, tensor = carrying
        carried = walk.called(tensor, op.index)
        kind, statement, changes = CARRIED, walk.source.statement(op.span), []
        part = _PART.fullmatch(carried)
        if part:
            code = f"{part[1]} = tuple(part.detach() for part in {part[1]})"
        elif _NAME.fullmatch(carried):
            code = f"{carried} = {carried}.detach()"
            changes = [walk.source.line_before(statement, code)] if statement else []
    elif updated:
        statement = walk.source.statement(row.span)
        kind, changes = CHANGED, []
        code = walk.source.short(walk.source.span(statement)) if statement else None
    return kind.found(
        walk,
        failure.at,
        severity=failure.severity,
        functions=[function],
        steps=[freeing.index],
        places=[place(freeing, Words(en="this call freed the graph", zh="这次调用释放了计算图"))],
        changes=changes,
        code=code,
        carried=carried,
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
