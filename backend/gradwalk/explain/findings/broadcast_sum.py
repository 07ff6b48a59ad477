"""An input was stretched to a larger shape, so its gradient is a sum over the stretched dimensions."""

from collections.abc import Iterator, Sequence

from ...recording.base import Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from ...recording.steps import Node
from .kind import Kind, place, shape
from .walk import Walk

KIND = Kind(
    name="broadcast_sum",
    severity="note",
    title=Words(en="The gradient of `{name}` is summed over its copies", zh="`{name}` 的梯度是各个副本的梯度之和"),
    what=Words(
        en="`{expression}` stretched `{name}` from {small} to {large}: each element was used {times} times.",
        zh="`{expression}` 把 `{name}` 从 {small} 广播到 {large}：每个元素被用了 {times} 次。",
    ),
    why=Words(
        en="Every use sends a gradient back, and they add up: the gradient has the shape of `{name}` again.",
        zh="每次使用都会传回一份梯度，它们相加之后又恢复成 `{name}` 的形状。",
    ),
)
# What works element by element, and so stretches its inputs.
ELEMENTWISE = {
    "add",
    "sub",
    "mul",
    "div",
    "rsub",
    "pow",
    "where",
    "maximum",
    "minimum",
    "atan2",
    "lerp",
    "addcmul",
    "addcdiv",
}


def find(walk: Walk) -> Iterator[Finding]:
    """Each run of an element-wise function that sent a smaller gradient than it received.

    Not of what a library computes on its way, of which the program has neither the tensor nor the expression.
    """
    told = set()
    for node in walk.nodes:
        row = walk.function(node.function)
        if row.op not in ELEMENTWISE or node.function in told or not node.received or node.received[0] is None:
            continue
        large = walk.value(node.received[0]).shape
        for edge, sent in zip(row.inputs, node.sent, strict=False):
            if (
                isinstance(edge, FunctionEdge)
                and sent is not None
                and _size(walk.value(sent).shape) < _size(large)
                and not _is_inner(walk, node, edge)
            ):
                told.add(node.function)
                yield _told(walk, node, edge, walk.value(sent).shape, large)
                break


def _is_inner(walk: Walk, node: Node, edge: FunctionEdge) -> bool:
    """Whether what was stretched is no tensor of the program's, or called by nothing but the expression that stretched it."""
    tensor = edge.tensor or walk.function(edge.function).variable
    return tensor is None or walk.called(tensor) == walk.expression(node.function)


def _size(sizes: Sequence[int]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product


def _told(walk: Walk, node: Node, edge: FunctionEdge, small: Sequence[int], large: Sequence[int]) -> Finding:
    made = walk.made[node.function]
    tensor = edge.tensor or walk.function(edge.function).variable
    return KIND.found(
        walk,
        node,
        span=walk.function(node.function).span,
        steps=[made.index],
        tensors=[tensor] if tensor else [],
        functions=[node.function],
        places=[place(made, Words(en="stretched here", zh="在这里广播"))],
        name=walk.called(tensor, made.index) if tensor else (edge.argument or "…"),
        expression=walk.expression(node.function),
        small=shape(small),
        large=shape(large),
        times=_size(large) // max(1, _size(small)),
    )
