"""An optimizer's gradients are cleared before its step uses them: no parameter ever changes."""

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Accumulate, Grad, Update
from ..source import Change
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="cleared_unused",
    severity="warning",
    title=Words(en="The gradient is cleared before the step uses it", zh="梯度在被使用之前就清零了"),
    what=Words(
        en="`{clear}` on line {line} clears what backward left in `{name}.grad` before `{step}` has used it: `{name}` never changes.",
        zh="第 {line} 行的 `{clear}` 在 `{step}` 使用之前就清除了反向传播留在 `{name}.grad` 里的梯度：`{name}` 从未改变。",
    ),
    why=Words(
        en="A step moves each parameter by what is in its `.grad` at that moment, and leaves out those whose `.grad` is None. "
        "The order is `zero_grad`, `backward`, `step`.",
        zh="step 按照当时 `.grad` 里的梯度更新每个参数，`.grad` 是 None 的参数则跳过。正确的顺序是 `zero_grad`、`backward`、`step`。",
    ),
    remedy=Words(en="Put the three calls into that order.", zh="请把这三个调用按此顺序排列。"),
)
_ORDER = "{optimizer}.zero_grad()\n….backward()\n{optimizer}.step()"


class Cleared(NamedTuple):
    """A gradient that was cleared unused, and the statement that did it, of an optimizer by its name."""

    at: Grad
    call: ast.Expr
    optimizer: str


def find(walk: Walk) -> Iterator[Finding]:
    """Of each optimizer, the leaves whose gradient it clears, that came and was no zero, and that it never changes.

    Only in a program that came to its end: another may not have come to the step.
    """
    if walk.recording.outcome.kind != "finished":
        return
    updated = {step.tensor for step in walk.steps if isinstance(step, Update)}
    came: set[TensorId] = set()
    found: dict[str, list[Cleared]] = {}
    for step in walk.steps:
        match step:
            case Accumulate(tensor=tensor) if tensor is not None:
                came.add(tensor)
            case Grad(tensor=tensor, how="cleared" | "zeroed") if tensor in came and tensor not in updated:
                cleared = _clearing(walk, step)
                if cleared is not None and walk.is_something(step.before):
                    found.setdefault(cleared.optimizer, []).append(cleared)
            case _:
                pass
    for optimizer, all_cleared in found.items():
        steps = _calls(walk, optimizer, "step")
        if len(steps) == 1:
            yield _told(walk, all_cleared, steps[0])


def _clearing(walk: Walk, step: Grad) -> Cleared | None:
    statement = walk.source.statement(step.span)
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=optimizer), attr="zero_grad"))):
            return Cleared(step, statement, optimizer)
        case _:
            return None


def _calls(walk: Walk, optimizer: str, method: str) -> list[ast.Expr]:
    """The statements that call a method of an optimizer."""
    statements = [
        walk.source.statement(walk.source.span(node))
        for node in walk.source.all(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == optimizer
    ]
    return [statement for statement in statements if isinstance(statement, ast.Expr)]


def _told(walk: Walk, cleared: Sequence[Cleared], step: ast.Expr) -> Finding:
    first = cleared[0]
    tensors = list(dict.fromkeys(one.at.tensor for one in cleared))
    return KIND.found(
        walk,
        first.at,
        span=walk.source.span(first.call),
        steps=[one.at.index for one in cleared],
        tensors=tensors,
        places=[place(walk.calls[_filled(walk, first.at)], Words(en="the gradient came from here", zh="梯度来自这里"))],
        changes=_reordered(walk, first, step),
        code=_ORDER.format(optimizer=first.optimizer),
        clear=walk.source.short(walk.source.span(first.call)) or f"{first.optimizer}.zero_grad()",
        step=walk.source.short(walk.source.span(step)) or f"{first.optimizer}.step()",
        line=first.call.lineno,
        name=walk.called(tensors[0], first.at.index),
    )


def _filled(walk: Walk, at: Grad) -> int:
    """The backward call that had left what was cleared."""
    return [step.call for step in walk.accumulations if step.tensor == at.tensor and step.index < at.index][-1]


def _reordered(walk: Walk, cleared: Cleared, step: ast.Expr) -> list[Change | None]:
    """`zero_grad` before `backward` and `step` behind it, where all three are statements of one block."""
    backward = walk.source.statement(walk.calls[_filled(walk, cleared.at)].span)
    three = (cleared.call, backward, step)
    if not isinstance(backward, ast.Expr) or len({one.col_offset for one in three if one}) > 1:
        return []
    if backward.lineno < cleared.call.lineno < step.lineno:
        return [
            walk.source.without_line(cleared.call),
            walk.source.line_before(backward, walk.source.text(walk.source.span(cleared.call))),
        ]
    if cleared.call.lineno < step.lineno < backward.lineno:
        return [
            walk.source.without_line(step),
            walk.source.line_after(backward, walk.source.text(walk.source.span(step))),
        ]
    return []
