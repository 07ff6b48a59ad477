"""Every gradient of a backward call is zero: the result does not depend on any leaf."""

from collections import defaultdict
from collections.abc import Iterator

from ...recording.base import ValueIndex, Words
from ...recording.findings import Finding
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="constant_loss",
    severity="warning",
    title=Words(en="The loss does not depend on its inputs", zh="损失不依赖于它的输入"),
    what=Words(
        en="Backward from `{name}` reached {count} leaves, and every gradient that arrived is exactly 0.",
        zh="从 `{name}` 开始的反向传播到达了 {count} 个叶子节点，而到达的梯度全部正好是 0。",
    ),
    why=Words(
        en="A small change of any leaf would leave the result as it is, so there is nothing to learn from.",
        zh="任何叶子节点的微小变化都不会改变结果，因此学不到任何东西。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each call whose seed is not zero and whose contributions to leaves all are."""
    arrivals = defaultdict(list)
    for step in walk.accumulations:
        if step.incoming is not None:
            arrivals[step.call].append(step)
    for call in walk.calls.values():
        arrived = arrivals[call.call]
        seeds = [root.seed for root in call.roots]
        zero = all(_is_zero(walk, step.incoming) for step in arrived)
        if arrived and zero and not all(_is_zero(walk, seed) for seed in seeds):
            root = call.roots[0].tensor
            yield KIND.found(
                walk,
                call,
                steps=[step.index for step in arrived],
                tensors=[step.tensor for step in arrived if step.tensor],
                functions=[call.roots[0].function] if call.roots[0].function else [],
                name=walk.called(root, call.index) if root else "…",
                count=len(arrived),
            )


def _is_zero(walk: Walk, index: ValueIndex | None) -> bool:
    if index is None:
        return True
    value = walk.value(index)
    count = 1
    for size in value.shape:
        count *= size
    return value.summary is not None and value.summary.zeros == count and count > 0
