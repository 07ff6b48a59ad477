"""Every gradient of a backward call is zero: the result does not depend on any leaf, or is at a flat place."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...recording.base import ValueIndex, Words
from ...recording.findings import Finding
from ...recording.functions import Edge, FunctionEdge
from ...recording.steps import Backward, Node
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="constant_loss",
    severity="warning",
    title=Words(en="Every gradient is 0: there is nothing to learn from", zh="所有梯度都是 0：什么也学不到"),
    what=Words(
        en="Backward from `{name}` reached {leaves}, and every gradient that arrived is exactly 0.",
        zh="从 `{name}` 开始的反向传播到达了 {leaves}，而到达的梯度全部恰好是 0。",
    ),
    why=Words(
        en="As far as the slopes tell, no leaf changes the result: it does not depend on the leaves, or it is at a flat place.",
        zh="从斜率来看，改变任何叶子张量都不会改变结果：结果不依赖它们，或者正处在平坦的地方。",
    ),
)
# What is flat at one point alone, which may be the one that was looked for.
_FLAT = {
    *("PowBackward0", "AbsBackward0", "MseLossBackward0", "L1LossBackward0", "SmoothL1LossBackward0"),
    *("HuberLossBackward0", "NormBackward0", "NormBackward1", "LinalgVectorNormBackward0"),
}


def find(walk: Walk) -> Iterator[Finding]:
    """Each call whose seed is not zero and whose contributions to leaves all are, but for what hooks made zero."""
    arrivals = defaultdict(list)
    for step in walk.accumulations:
        if step.incoming is not None:
            arrivals[step.call].append(step)
    for call in walk.calls.values():
        arrived = arrivals[call.call]
        seeds = [root.seed for root in call.roots]
        zero = all(_is_zero(walk, step.incoming) for step in arrived)
        if arrived and zero and not all(_is_zero(walk, seed) for seed in seeds) and not _is_hooked(walk, call):
            root = call.roots[0].tensor
            yield KIND.found(
                walk,
                call,
                severity="note" if _is_at_rest(walk, call) else None,
                steps=[step.index for step in arrived],
                tensors=[step.tensor for step in arrived if step.tensor],
                functions=[call.roots[0].function] if call.roots[0].function else [],
                name=walk.called(root, call.index) if root else "…",
                leaves=_leaves(len({step.tensor for step in arrived})),
            )


def _leaves(count: int) -> Words:
    return Words(en="one leaf" if count == 1 else f"{count} leaves", zh=f"{count} 个叶子张量")


def _is_hooked(walk: Walk, call: Backward) -> bool:
    """Whether some function, or a leaf, received zeros where what was sent to it adds up to something else."""
    sent = defaultdict(list)
    for root in call.roots:
        if root.function is not None:
            sent[root.function, root.output_nr].append(root.seed)
    for node in walk.nodes_of[call.call]:
        for edge, value in zip(walk.function(node.function).inputs, node.sent, strict=False):
            if isinstance(edge, FunctionEdge) and value is not None:
                sent[edge.function, edge.output_nr].append(value)
    received = {
        (node.function, output): value
        for node in walk.nodes_of[call.call]
        for output, value in enumerate(node.received)
    }
    received |= {(step.function, 0): step.incoming for step in walk.accumulations if step.call == call.call}
    return any(
        value is not None and _is_zero(walk, value) and any(_sum(walk, sent[place]))
        for place, value in received.items()
    )


def _sum(walk: Walk, values: Sequence[ValueIndex | None]) -> list[float]:
    """Element by element; empty where not all of them are known."""
    known = [walk.value(value) for value in values if value is not None]
    numbers = [[float(one) for one in value.first if isinstance(one, (int, float))] for value in known]
    whole = all(len(row) == math.prod(value.shape) for row, value in zip(numbers, known, strict=True))
    return [sum(column) for column in zip(*numbers, strict=True)] if whole else []


def _is_at_rest(walk: Walk, call: Backward) -> bool:
    """Whether all that made the gradients zero were functions at the one point where they are flat."""
    ended = [
        node
        for node in walk.nodes_of[call.call]
        if not all(_is_zero(walk, value) for value in node.received) and all(_is_zero(walk, v) for v in node.sent)
    ]
    return bool(ended) and all(_is_flat(walk, node) for node in ended)


def _is_flat(walk: Walk, node: Node) -> bool:
    row = walk.function(node.function)
    return row.name in _FLAT or (row.name == "MulBackward0" and len(row.inputs) > len(set(map(_target, row.inputs))))


def _target(edge: Edge) -> object:
    return (edge.function, edge.output_nr) if isinstance(edge, FunctionEdge) else None


def _is_zero(walk: Walk, index: ValueIndex | None) -> bool:
    if index is None:
        return True
    value = walk.value(index)
    count = 1
    for size in value.shape:
        count *= size
    return value.summary is not None and value.summary.zeros == count and count > 0
