"""A running total holds the graph of every iteration."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Bind
from ..source import Change
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="graph_kept_alive",
    severity="warning",
    title=Words(en="`{name}` keeps the graph of every iteration alive", zh="`{name}` 让每次迭代的计算图都留在内存里"),
    what=Words(
        en="`{statement}` adds tensors that have a graph, {times} times; backward was already called on them.",
        zh="`{statement}` 把带计算图的张量累加了 {times} 次，而对它们已经做过反向传播。",
    ),
    why=Words(
        en="`{name}` refers to each of them through its `grad_fn`, so none of their functions can go: memory grows with every iteration.",
        zh="`{name}` 通过 `grad_fn` 引用着每一个张量的计算图，其中的函数都无法释放：内存会随迭代不断增长。",
    ),
    remedy=Words(en="Add the number, not the tensor.", zh="请累加数值，而不是张量。"),
)
LEAST_TIMES = 2


def find(walk: Walk) -> Iterator[Finding]:
    """Each name that is bound on one line again and again to the sum of itself and a root of a backward call."""
    roots = {root.function: call.index for call in walk.calls.values() for root in call.roots if root.function}
    chains: dict[tuple[str, int], list[Bind]] = defaultdict(list)
    for bind in walk.binds:
        if bind.tensor is not None and _added(walk, bind.tensor, roots) is not None:
            chains[bind.name, walk.line(walk.tensor(bind.tensor).span)].append(bind)
    for (name, _), binds in chains.items():
        last = binds[-1].tensor
        if len(binds) >= LEAST_TIMES and last is not None and not _used(walk, binds, roots):
            yield _told(walk, name, binds, last, roots)


def _added(walk: Walk, tensor: TensorId, roots: dict[FunctionId, int]) -> TensorId | None:
    """The root of a backward call that a sum has taken in."""
    op = walk.producer.get(tensor)
    function = walk.tensor(tensor).grad_fn
    if op is None or function is None or walk.function(function).op not in ("add", "sub"):
        return None
    for operand in walk.operands(op):
        if walk.tensor(operand).grad_fn in roots:
            return operand
    return None


def _used(walk: Walk, binds: list[Bind], roots: dict[FunctionId, int]) -> bool:
    """Whether backward was called on the total, or on something computed from it."""
    sums = {walk.tensor(bind.tensor).grad_fn for bind in binds if bind.tensor}
    return any(root in sums or not sums.isdisjoint(walk.ancestors(root)) for root in roots)


def _told(walk: Walk, name: str, binds: list[Bind], last: TensorId, roots: dict[FunctionId, int]) -> Finding:
    op = walk.producer[last]
    statement = walk.source.statement(op.span)
    added = _added(walk, last, roots)
    return KIND.found(
        walk,
        binds[-1],
        span=walk.source.span(statement) if statement else op.span,
        steps=[bind.index for bind in binds],
        tensors=[last, *([added] if added else [])],
        functions=[fn for bind in binds if bind.tensor and (fn := walk.tensor(bind.tensor).grad_fn)],
        places=[place(op, Words(en="added with its graph", zh="连同计算图一起累加"))],
        changes=_taking_the_number(walk, statement, added),
        code="loss.item()",
        name=name,
        statement=(statement and walk.source.short(walk.source.span(statement))) or name,
        times=len(binds),
    )


def _taking_the_number(walk: Walk, statement: ast.stmt | None, added: TensorId | None) -> list[Change]:
    called = walk.name(added) if added else None
    if statement is None or called is None:
        return []
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id == called:
            return [walk.source.after(node, ".item()")]
    return []
