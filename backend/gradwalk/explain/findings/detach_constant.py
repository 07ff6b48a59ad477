"""A detached copy meets the tensor that it came from: half of the derivative is left out."""

from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from ...recording.steps import Op
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="detached_constant",
    severity="note",
    title=Words(en="`{name}` counts as a constant", zh="`{name}` 被当作常数"),
    what=Words(
        en="`{expression}` uses both `{source}` and `{name}`, which was cut from it; the gradient comes through the first only.",
        zh="`{expression}` 同时用到 `{source}` 和从它分离出来的 `{name}`；梯度只经过前者。",
    ),
    why=Words(
        en="A detached tensor shares the numbers and not the graph: for backward it does not depend on anything.",
        zh="分离（detach）得到的张量共享数值而不共享计算图：对反向传播来说，它不依赖任何东西。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each function that a backward call ran with a tracked input and a cut one from the same leaf."""
    cuts = {output: op for op in walk.ops if op.cut in ("detach", "data") for output in op.outputs}
    if not cuts:
        return
    ran = {node.function for node in walk.nodes}
    seen = set()
    for op in walk.ops:
        if op.span in seen or not cuts.keys() & set(walk.operands(op)):
            continue
        seen.add(op.span)
        for function in op.functions:
            if function in ran:
                for operand in walk.operands(op):
                    cut = cuts.get(operand)
                    if cut is not None and _same_leaf(walk, function, cut):
                        yield _told(walk, op, function, operand, cut)
                        break


def _same_leaf(walk: Walk, function: FunctionId, cut: Op) -> bool:
    source = walk.operands(cut)[0]
    mine = {edge.function for edge in walk.function(function).inputs if isinstance(edge, FunctionEdge)}
    tracked = walk.tensor(source).grad_fn or walk.accumulators.get(source)
    return tracked is not None and any(tracked in walk.ancestors(edge) for edge in mine)


def _told(walk: Walk, op: Op, function: FunctionId, operand: TensorId, cut: Op) -> Finding:
    source = walk.operands(cut)[0]
    return KIND.found(
        walk,
        op,
        steps=[cut.index],
        tensors=[operand, source],
        functions=[function],
        places=[place(cut, Words(en="cut here", zh="在这里分离"))],
        name=walk.called(operand, op.index),
        source=walk.called(source, op.index),
        expression=walk.origin(op.span, op.scope) or op.name,
    )
