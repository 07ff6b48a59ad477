"""`torch.tensor(x)`: a new leaf with the numbers of another tensor, to which no gradient comes back."""

import ast
from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Create
from ..source import Change, last_name
from .kind import Kind, place
from .subjects import named_tensors
from .walk import Walk

KIND = Kind(
    name="copied_leaf",
    severity="note",
    title=Words(en="`{expression}` is a copy with no way back", zh="`{expression}` 只是一份副本，梯度回不去"),
    what=Words(
        en="It makes a new leaf of the numbers of `{name}`: the gradient stays in the copy, and none comes to `{name}`.",
        zh="它用 `{name}` 的数值生成一个新的叶子张量：梯度停在这份副本里，不会传到 `{name}`。",
    ),
    why=Words(
        en="`torch.tensor(…)` copies data, and is no operation of autograd's. `clone()`, `torch.stack` and `torch.cat` are.",
        zh="`torch.tensor(…)` 只复制数据，不是 autograd 会追踪的运算；`clone()`、`torch.stack` 和 `torch.cat` 才是。",
    ),
    remedy=Words(en="Use an operation where the gradient is to go on.", zh="如果要让梯度继续传下去，请使用运算。"),
)
_COPYING = {"tensor", "as_tensor", "Tensor", "FloatTensor"}


def find(walk: Walk) -> Iterator[Finding]:
    """Each leaf made of what has a gradient to wait for, that a gradient came to, where none ever came to that."""
    reached = {step.tensor: step for step in reversed(walk.accumulations)}
    for step in walk.steps:
        if not isinstance(step, Create) or step.how not in _COPYING or step.tensor not in reached:
            continue
        named = [id for id in named_tensors(walk, step.span, step) if id != step.tensor]
        left = [id for id in named if walk.requires(id, step.index) and not _comes_to(walk, id)]
        if left:
            yield KIND.found(
                walk,
                step,
                tensors=[step.tensor, *left],
                places=[place(reached[step.tensor], Words(en="the gradient stops here", zh="梯度停在这里"))],
                changes=_by_operation(walk, step),
                code="x.clone()",
                expression=walk.source.short(step.span) or f"torch.{step.how}(…)",
                name=walk.called(left[0], step.index),
            )


def _comes_to(walk: Walk, tensor: TensorId) -> bool:
    """Whether a gradient came to a tensor, or through it."""
    function = walk.tensor(tensor).grad_fn
    if function is None:
        return any(step.tensor == tensor for step in walk.accumulations)
    return any(node.function == function for node in walk.nodes)


def _by_operation(walk: Walk, step: Create) -> list[Change | None]:
    """`torch.tensor(x, …)` as `x.clone()`, `torch.tensor([a, b], …)` as `torch.stack([a, b])`."""
    call = next((node for node in walk.source.nodes(step.span) if isinstance(node, ast.Call)), None)
    if call is None or last_name(call.func) != "tensor" or len(call.args) != 1:
        return []
    match call.args[0]:
        case ast.Name(id=name):
            return [walk.source.replace(call, f"{name}.clone()")]
        case ast.List(elts=items) as given if items and all(isinstance(item, ast.Name) for item in items):
            return [walk.source.replace(call, f"torch.stack({walk.source.text(walk.source.span(given))})")]
        case _:
            return []
