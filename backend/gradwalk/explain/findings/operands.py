"""Operands that do not fit, to be drawn: which dimensions of them are at fault."""

import ast
import re
from collections.abc import Iterable, Sequence

from ...recording.base import TensorId
from ...recording.findings import OperandAtFault
from ...recording.steps import Step
from .kind import shape
from .subjects import meant
from .walk import Walk

PRODUCT = re.compile(r"\((\d+)x(\d+) and (\d+)x(\d+)\)")


def operands(walk: Walk, kind: str, tensors: Sequence[TensorId], message: str) -> list[OperandAtFault]:
    """The tensors of an expression, or the two matrices that torch names, each with its dimensions at fault."""
    product = PRODUCT.search(message)
    if kind == "matmul_shapes" and product:
        left, right = [int(size) for size in product.groups()[:2]], [int(size) for size in product.groups()[2:]]
        return [_matrix(walk, tensors, left, 1, "mat1"), _matrix(walk, tensors, right, 0, "mat2")]
    shapes = [walk.tensor(tensor).shape for tensor in tensors]
    at_fault = misfits(shapes) if kind == "shapes_do_not_broadcast" else [()] * len(shapes)
    return [operand(walk, walk.called(tensor), tensor, dims) for tensor, dims in zip(tensors, at_fault, strict=True)]


def drawn(walk: Walk, given: Iterable[tuple[ast.expr | None, tuple[int, ...]]], at: Step) -> list[OperandAtFault]:
    """The tensors that expressions stand for, each with its dimensions at fault; none where one of them is not known."""
    found = [(node, meant(walk, node, at), dims) for node, dims in given if node is not None]
    known = [(node, tensor, dims) for node, tensor, dims in found if tensor is not None]
    if len(known) < len(found):
        return []
    return [
        operand(walk, walk.source.short(walk.source.span(node)) or walk.called(tensor), tensor, dims)
        for node, tensor, dims in known
    ]


def operand(walk: Walk, label: str, tensor: TensorId, dims: tuple[int, ...]) -> OperandAtFault:
    """A tensor to be drawn, with its dimensions at fault."""
    row = walk.tensor(tensor)
    return OperandAtFault(label=label, tensor=tensor, shape=row.shape, dtype=row.dtype, dims=dims)


def described(walk: Walk, tensors: Sequence[TensorId]) -> str:
    """Tensors with their shapes and dtypes, in a sentence: "`x` [2, 3] float32"."""
    rows = [(walk.called(id), walk.tensor(id)) for id in tensors]
    return ", ".join(f"`{name}` {shape(row.shape)} {row.dtype}" for name, row in rows)


def _matrix(walk: Walk, tensors: Sequence[TensorId], sizes: list[int], dim: int, label: str) -> OperandAtFault:
    """A matrix by its sizes, as the tensor that has them where there is one: a layer's weight is used transposed."""
    found = next((id for id in tensors if list(walk.tensor(id).shape) == sizes), None)
    dtype = walk.tensor(found or tensors[0]).dtype if tensors else "float32"
    return OperandAtFault(
        label=walk.called(found) if found else label, tensor=found, shape=tuple(sizes), dtype=dtype, dims=(dim,)
    )


def misfits(shapes: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """For each shape the dimensions in which it cannot be broadcast with the others: from the last, sizes are equal or 1."""
    depth = max(map(len, shapes), default=0)
    at_fault: list[list[int]] = [[] for _ in shapes]
    for back in range(1, depth + 1):
        sizes = {shape[-back] for shape in shapes if len(shape) >= back} - {1}
        if len(sizes) > 1:
            for number, shape in enumerate(shapes):
                if len(shape) >= back and shape[-back] != 1:
                    at_fault[number].append(len(shape) - back)
    return [tuple(sorted(dims)) for dims in at_fault]
