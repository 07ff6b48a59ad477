"""A column met a row: broadcasting made a matrix of what was meant to be compared element by element."""

from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding, OperandAtFault
from ...recording.steps import Op
from .kind import Kind, place, shape
from .walk import Walk

KIND = Kind(
    name="shape_surprise",
    severity="warning",
    title=Words(en="{left} and {right} were broadcast to a matrix", zh="{left} 和 {right} 被广播成了矩阵"),
    what=Words(
        en="`{first}` has the shape {left} and `{second}` {right}: every element met every other, and the result is {large}.",
        zh="`{first}` 的形状是 {left}，`{second}` 的形状是 {right}：每个元素都与对方的所有元素配对，结果的形状是 {large}。",
    ),
    why=Words(
        en="The missing dimension of the shorter shape is added in front, so a column is compared with a row. A loss of this is not the loss that was meant.",
        zh="较短的形状会在最前面补上一维，于是一列与一行相比较。这样得到的损失并不是想要的损失。",
    ),
    remedy=Words(en="Give both the same shape.", zh="请让两者形状相同。"),
)
# What compares two tensors element by element.
_COMPARING = {"sub", "rsub", "sub_", "eq", "ne", "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss"}


def find(walk: Walk) -> Iterator[Finding]:
    """Each comparison of a column with a vector of as many elements."""
    for op in walk.ops:
        operands = walk.operands(op)
        if op.name in _COMPARING and len(operands) >= 2 and _surprises(walk, operands[0], operands[1]):
            yield _told(walk, op, operands[0], operands[1])


def _surprises(walk: Walk, first: TensorId, second: TensorId) -> bool:
    shapes = sorted((walk.tensor(first).shape, walk.tensor(second).shape), key=len)
    short, long = shapes
    return len(short) == 1 and len(long) == 2 and long[1] == 1 and long[0] == short[0] and short[0] > 1


def _told(walk: Walk, op: Op, first: TensorId, second: TensorId) -> Finding:
    rows = walk.tensor(first), walk.tensor(second)
    column, name = (
        (rows[0], walk.name(first, op.index)) if len(rows[0].shape) == 2 else (rows[1], walk.name(second, op.index))
    )
    statement = walk.source.statement(op.span)
    names = [node for node in walk.source.nodes(op.span) if name and walk.source.text(walk.source.span(node)) == name]
    return KIND.found(
        walk,
        op,
        operands=[
            OperandAtFault(
                label=walk.called(row.id, op.index), tensor=row.id, shape=row.shape, dtype=row.dtype, dims=(0,)
            )
            for row in rows
        ],
        tensors=[first, second, *op.outputs],
        functions=op.functions,
        places=[
            place(walk.born[tensor], Words(en="{s}", zh="{s}"), s=shape(walk.tensor(tensor).shape))
            for tensor in (first, second)
        ],
        changes=[walk.source.after(names[0], ".squeeze(1)")] if names and statement else [],
        code=f"{name or '…'}.squeeze(1)",
        first=walk.called(first, op.index),
        second=walk.called(second, op.index),
        left=shape(rows[0].shape),
        right=shape(rows[1].shape),
        large=shape((column.shape[0], column.shape[0])),
    )
