"""A derivative was taken where the function has a corner: which one torch takes."""

from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import ConstantEdge, Function
from ...recording.steps import Node, Op
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="kink",
    severity="note",
    title=Words(en="`{expression}` has a corner just here", zh="`{expression}` 恰好落在折点上"),
    what=Words(
        en="{elements} of `{name}` {lie} at {corner}, where slopes from the left and from the right differ.",
        zh="`{name}` 有 {elements}恰好等于 {corner}，那里左右两侧的斜率不同。",
    ),
    why=Words(en="There is no derivative there; torch takes {taken}.", zh="那里没有导数；torch 取 {taken}。"),
)
TIES = Kind(
    name="tie",
    severity="note",
    title=Words(en="`{expression}` has several largest or smallest elements", zh="`{expression}` 有多个并列的最值"),
    what=Words(
        en="{elements} of `{name}` share the extreme value {corner}.",
        zh="`{name}` 有 {elements}并列取到最值 {corner}。",
    ),
    why=Words(en="The derivative is not unique there; torch {taken}.", zh="那里的导数不唯一；torch {taken}。"),
)
_RELU = Words(en="the slope 0", zh="斜率 0")
_ABS = Words(en="the slope 0, as `sign(0)` is 0", zh="斜率 0，因为 `sign(0)` 等于 0")
_CLAMP = Words(en="the slope 1 at the bound itself", zh="边界处的斜率 1")
_SHARED = Words(en="gives each of them an equal share of the gradient", zh="把梯度平均分给它们")
_HALF = Words(en="gives half of the gradient to each side where the two are equal", zh="在相等处把梯度平分给两边")
_HALF_SLOPE = Words(en="half of the gradient", zh="梯度的一半")
_EXTREMES = {"MaxBackward1": "max", "MinBackward1": "min", "AmaxBackward0": "max", "AminBackward0": "min"}


def find(walk: Walk) -> Iterator[Finding]:
    """Each function that ran and whose recorded input has elements at its corner."""
    told = set()
    for node in walk.nodes:
        made = walk.made[node.function]
        if node.function in told or not isinstance(made, Op):
            continue
        told.add(node.function)
        yield from _at(walk, node, walk.function(node.function), made)


def _at(walk: Walk, node: Node, row: Function, op: Op) -> Iterator[Finding]:
    operands = walk.operands(op)
    if not operands:
        return
    if row.name == "ReluBackward0":
        yield from _corner(walk, node, op, operands[0], 0, _RELU)
    elif row.name == "AbsBackward0":
        yield from _corner(walk, node, op, operands[0], 0, _ABS)
    elif row.name.startswith("ClampBackward") or row.name in ("ClampMinBackward0", "ClampMaxBackward0"):
        for operand in op.inputs:
            bound = getattr(operand, "constant", None)
            if isinstance(bound, (int, float)) and not isinstance(bound, bool):
                yield from _corner(walk, node, op, operands[0], bound, _CLAMP)
    elif row.name in ("MaximumBackward0", "MinimumBackward0") and len(operands) == 2:
        yield from _equal(walk, node, op, operands, row)
    elif row.name in _EXTREMES:
        yield from _tied(walk, node, op, operands[0], _EXTREMES[row.name])


def _elements(walk: Walk, tensor: TensorId, at: int) -> list[float] | None:
    """All elements of a tensor when a step was taken; None if not all are recorded."""
    index = walk.value_at(tensor, at)
    value = walk.value(index)
    count = 1
    for size in value.shape:
        count *= size
    numbers = [float(e) for e in value.first if isinstance(e, (int, float))]
    return numbers if len(numbers) == count else None


def _corner(walk: Walk, node: Node, op: Op, tensor: TensorId, corner: float, taken: Words) -> Iterator[Finding]:
    elements = _elements(walk, tensor, op.index) or []
    count = sum(element == corner for element in elements)
    if count:
        yield _told(KIND, walk, node, op, tensor, count, f"{corner:g}", taken)


def _tied(walk: Walk, node: Node, op: Op, tensor: TensorId, which: str) -> Iterator[Finding]:
    elements = _elements(walk, tensor, op.index) or []
    extreme = (max if which == "max" else min)(elements, default=None)
    count = sum(element == extreme for element in elements)
    whole = len(walk.value(walk.tensor(op.outputs[0]).value).shape) == 0
    if count > 1 and whole and extreme is not None:
        yield _told(TIES, walk, node, op, tensor, count, f"{extreme:g}", _SHARED)


def _equal(walk: Walk, node: Node, op: Op, operands: list[TensorId], row: Function) -> Iterator[Finding]:
    left, right = (_elements(walk, operand, op.index) for operand in operands)
    if left and right and len(right) == 1:
        right = right * len(left)
    count = sum(a == b for a, b in zip(left or (), right or (), strict=False))
    constant = any(isinstance(edge, ConstantEdge) for edge in row.inputs)
    if count:
        yield _told(
            TIES if not constant else KIND,
            walk,
            node,
            op,
            operands[0],
            count,
            walk.called(operands[1], op.index),
            _HALF_SLOPE if constant else _HALF,
        )


def _told(
    kind: Kind, walk: Walk, node: Node, op: Op, tensor: TensorId, count: int, corner: str, taken: Words
) -> Finding:
    return kind.found(
        walk,
        node,
        span=op.span,
        steps=[op.index],
        tensors=[tensor],
        functions=[node.function],
        expression=walk.origin(op.span, op.scope) or op.name,
        name=walk.called(tensor, op.index),
        elements=Words(en="One element" if count == 1 else f"{count} elements", zh=f"{count} 个元素"),
        lie=Words(en="lies" if count == 1 else "lie", zh=""),
        corner=corner,
        taken=taken,
    )
