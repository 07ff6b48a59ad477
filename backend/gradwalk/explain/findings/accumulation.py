"""A gradient was added to one that an earlier backward call had left in `.grad`."""

import ast
from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Accumulate, Backward, Grad, Update
from ..source import last_name
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="accumulation",
    severity="note",
    title=Words(en="`{name}.grad` adds up", zh="`{name}.grad` 累加了"),
    what=Words(
        en="Backward call {first} had left a gradient in `{name}.grad`; call {second} added its own to it.",
        zh="第 {first} 次反向传播已经在 `{name}.grad` 里留下了梯度，第 {second} 次又把新的梯度加了上去。",
    ),
    why=Words(
        en="Backward never replaces `.grad`, it adds to it, so that the gradients of several losses can be summed.",
        zh="反向传播从不覆盖 `.grad`，而是把梯度累加上去，这样才能把多个损失的梯度加在一起。",
    ),
    remedy=Words(
        en="Where each step is to have a gradient of its own, clear the old one first.",
        zh="如果每一步只用自己的梯度，请先把旧的梯度清零。",
    ),
)
FORGOTTEN = Kind(
    name="forgotten_zero_grad",
    severity="warning",
    title=Words(en="`{name}` was updated, and its old gradient stayed", zh="`{name}` 已经更新，旧的梯度却没有清零"),
    what=Words(
        en="After the update, backward call {second} added its gradient to what call {first} had left in `{name}.grad`.",
        zh="更新之后，第 {second} 次反向传播把梯度加到了第 {first} 次留在 `{name}.grad` 里的梯度上。",
    ),
    why=Words(
        en="The next update then follows the sum of both gradients; the older one belongs to a value that `{name}` no longer has.",
        zh="下一次更新就会沿着两次梯度之和前进，而旧的梯度属于 `{name}` 更新之前的值。",
    ),
    remedy=Words(en="Clear the gradients before each backward call.", zh="在每次反向传播之前把梯度清零。"),
)


def find(walk: Walk) -> Iterator[Finding]:
    """The first time that each leaf's gradient is added to one of an earlier call, and that an update follows an old one, too."""
    last: dict[TensorId, Accumulate] = {}
    updated: set[TensorId] = set()
    stale: dict[TensorId, tuple[Accumulate, Accumulate]] = {}
    told: set[tuple[TensorId, bool]] = set()
    for step in walk.steps:
        match step:
            case Update(tensor=tensor):
                updated.add(tensor)
                if tensor in stale and (tensor, True) not in told:
                    told.add((tensor, True))
                    yield _added(walk, *stale[tensor], tensor, stale=True)
            case Grad(tensor=tensor):
                for kept in (last, stale):
                    kept.pop(tensor, None)
                updated.discard(tensor)
            case Accumulate(tensor=tensor) if tensor is not None:
                before = last.get(tensor)
                if before is not None and before.call != step.call and step.before is not None:
                    if tensor in updated:
                        stale[tensor] = before, step
                    elif (tensor, False) not in told:
                        told.add((tensor, False))
                        yield _added(walk, before, step, tensor, stale=False)
                last[tensor] = step
                updated.discard(tensor)
            case _:
                pass


def _added(walk: Walk, before: Accumulate, now: Accumulate, tensor: TensorId, *, stale: bool) -> Finding:
    name = walk.called(tensor, now.index)
    call = walk.calls[now.call]
    clear = _clear(walk, name, tensor)
    statement = walk.source.statement(call.span)
    return (FORGOTTEN if stale else KIND).found(
        walk,
        now,
        steps=[before.index],
        tensors=[tensor],
        functions=[now.function],
        places=[place(_first(walk, before), Words(en="the first gradient came from here", zh="第一次的梯度来自这里"))],
        changes=[walk.source.line_before(statement, clear)] if statement and clear else [],
        code=clear or "….grad = None",
        name=name,
        first=before.call,
        second=now.call,
    )


def _first(walk: Walk, step: Accumulate) -> Backward:
    return walk.calls[step.call]


def _clear(walk: Walk, name: str, tensor: TensorId) -> str | None:
    """What clears the gradient: the optimizer that the program steps, if it has this leaf, or an assignment."""
    steppers = [
        node.func.value.id
        for node in walk.source.all(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "step"
        and isinstance(node.func.value, ast.Name)
        and "sched" not in node.func.value.id
    ]
    cleared = any(isinstance(step, Grad) and step.tensor == tensor for step in walk.steps)
    asks = any(isinstance(node, ast.Call) and last_name(node.func) == "zero_grad" for node in walk.source.all(ast.Call))
    if steppers and (cleared or not asks):
        return f"{steppers[0]}.zero_grad()"
    return f"{name}.grad = None" if name.isidentifier() else None
