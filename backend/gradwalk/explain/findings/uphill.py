"""An update by hand with the wrong sign: the gradient is added, and the loss goes up."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ...recording.base import Scalar, Span, TensorId, ValueIndex, Words
from ...recording.findings import Finding, Place
from ...recording.steps import Accumulate, Backward, Update
from ..source import Change, Source
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="uphill",
    severity="warning",
    title=Words(en="The update goes up the slope of `{loss}`", zh="更新沿着 `{loss}` 的上坡方向走"),
    what=Words(
        en="`{statement}` adds the gradient ({names}), and `{loss}` grows from {first} to {last} in {calls} backward calls.",
        zh="`{statement}` 加上了梯度（{names}），`{loss}` 在 {calls} 次反向传播中从 {first} 增大到 {last}。",
    ),
    why=Words(
        en="A gradient points where the loss grows fastest. To make the loss smaller, go the other way.",
        zh="梯度指向损失增长最快的方向。要让损失变小，应朝相反的方向走。",
    ),
    remedy=Words(en="Subtract the gradient.", zh="请减去梯度。"),
)
LEAST_CALLS, MOST_NAMED = 3, 3
# Of what is computed under such a name less is better; whoever attacks or maximises goes up on purpose.
_LOSS = re.compile(r"(?i)(^|_)(loss|cost|error|err|mse|nll|l|j)\d*$|^loss|loss$")
_ON_PURPOSE = re.compile(r"(?i)ascen|maxim|advers|attack|fgsm|pgd|dream|perturb|reward|lagrang|dual|sampl|langevin")


class _Added(NamedTuple):
    """An update that goes along the gradient, and the last backward call before it."""

    update: Update
    call: Backward


class _Growing(NamedTuple):
    """A loss that grows: its name, what it is at first and at last, in how many backward calls."""

    name: str
    first: float
    last: float
    calls: int


def find(walk: Walk) -> Iterator[Finding]:
    """The statements that add leaves' gradients to them again and again, while the root of the same backward call grows."""
    if _ON_PURPOSE.search(walk.recording.program.source):
        return
    found: dict[int, list[_Added]] = {}
    for added in _along_the_gradient(walk):
        found.setdefault(walk.line(added.call.span), []).append(added)
    for several in found.values():
        calls = list({added.call.call: added.call for added in several}.values())
        loss = _growing(walk, calls)
        if loss is not None:
            yield from _told(walk, several, loss)


def _along_the_gradient(walk: Walk) -> Iterator[_Added]:
    came: dict[TensorId, Accumulate] = {}
    for step in walk.steps:
        if isinstance(step, Accumulate) and step.tensor is not None:
            came[step.tensor] = step
        elif isinstance(step, Update) and step.tensor in came:
            gradient = came.pop(step.tensor)
            if _is_along(walk, step, gradient.after):
                yield _Added(step, walk.calls[gradient.call])


def _is_along(walk: Walk, update: Update, gradient: ValueIndex | None) -> bool:
    """Whether the update is a positive multiple of the gradient."""
    if gradient is None:
        return False
    before, after, slope = (_numbers(walk.value(value).first) for value in (update.before, update.after, gradient))
    if before is None or after is None or slope is None or not len(before) == len(after) == len(slope):
        return False
    moved = [new - old for old, new in zip(before, after, strict=True)]
    dot, square = sum(a * b for a, b in zip(moved, slope, strict=True)), sum(b * b for b in slope)
    if not 0 < square < float("inf") or not 0 < dot < float("inf"):
        return False
    rate = dot / square
    largest = max(abs(number) for number in (*before, *after))
    return all(abs(a - rate * b) <= 1e-5 * (largest + abs(a)) for a, b in zip(moved, slope, strict=True))


def _numbers(first: tuple[Scalar, ...]) -> list[float] | None:
    numbers = [float(number) for number in first if isinstance(number, int | float)]
    return numbers if len(numbers) == len(first) else None


def _growing(walk: Walk, calls: list[Backward]) -> _Growing | None:
    """What backward was called on, if it is a loss by its name and is larger each time."""
    roots = [call.roots[0].tensor for call in calls if len(call.roots) == 1]
    name = walk.name(roots[0], calls[0].index) if roots and roots[0] is not None else None
    if name is None or not _LOSS.search(name) or len(calls) < LEAST_CALLS or len(roots) < len(calls):
        return None
    values = [
        _numbers(walk.value(walk.value_at(root, call.index)).first) if root is not None else None
        for root, call in zip(roots, calls, strict=True)
    ]
    losses = [value[0] for value in values if value is not None and len(value) == 1]
    if len(losses) < len(calls) or any(later <= loss for loss, later in pairwise(losses)):
        return None
    return _Growing(name, losses[0], losses[-1], len(calls))


def _told(walk: Walk, several: list[_Added], loss: _Growing) -> Iterator[Finding]:
    statements = list(dict.fromkeys(filter(None, (walk.source.statement(one.update.span) for one in several))))
    changes = [change for statement in statements for change in _subtracting(walk, statement)]
    if not changes or len(changes) < len(statements):
        return
    added, others = several[0], statements[1:]
    tensors = list(dict.fromkeys(one.update.tensor for one in several))
    names = list(dict.fromkeys(walk.called(tensor, added.update.index) for tensor in tensors))
    yield KIND.found(
        walk,
        added.update,
        span=walk.source.span(statements[0]),
        steps=[added.call.index],
        tensors=tensors,
        places=[
            place(added.call, Words(en="the gradient comes from here", zh="梯度来自这里")),
            *(
                Place(says=Words(en="and added here", zh="这里也加上了梯度"), span=walk.source.span(one), step=None)
                for one in others
            ),
        ],
        changes=changes,
        code="w -= lr * w.grad",
        names=", ".join(f"`{name}`" for name in names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else ""),
        loss=loss.name,
        statement=walk.source.short(walk.source.span(statements[0])) or "…",
        first=f"{loss.first:.4g}",
        last=f"{loss.last:.4g}",
        calls=loss.calls,
    )


def _subtracting(walk: Walk, statement: ast.stmt) -> list[Change | None]:
    """`-=` for `+=`, `- …` for `+ …`, `sub_` for `add_`; nothing for another statement."""
    source = walk.source
    match statement:
        case ast.AugAssign(target=left, op=ast.Add(), value=right):
            return [_minus(source, left, right)]
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Add(), right=right)):
            return [_minus(source, left, right)] if ast.unparse(target) == ast.unparse(left) else []
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr="add_") as function)):
            return [source.replace(function, f"{source.text(source.span(value))}.sub_")]
        case _:
            return []


def _minus(source: Source, left: ast.expr, right: ast.expr) -> Change:
    """A minus between two operands, whatever parentheses stand there."""
    before, after = source.span(left), source.span(right)
    between = Span(line=before.end_line, column=before.end_column, end_line=after.line, end_column=after.column)
    return Change(between, source.text(between).replace("+", "-"))
