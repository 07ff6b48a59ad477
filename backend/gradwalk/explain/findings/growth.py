"""Gradients grow or shrink from layer to layer until they explode or vanish."""

import math
from collections.abc import Iterator
from itertools import pairwise

from ...recording.base import ValueIndex, Words
from ...recording.findings import Finding
from ...recording.steps import Node
from .kind import Kind
from .walk import Walk

EXPLODING = Kind(
    name="exploding_gradient",
    severity="warning",
    title=Words(en="The gradient explodes along the layers", zh="梯度逐层爆炸"),
    what=Words(
        en="Over {layers} matrix products it grew from about {first} to {last}: about {factor} times a layer.",
        zh="经过 {layers} 次矩阵乘法，它从约 {first} 变到 {last}：每层约 {factor} 倍。",
    ),
    why=Words(
        en="Each product multiplies the gradient by the weights; if they are large on average, so is every step back.",
        zh="每次矩阵乘法都把梯度乘以权重；如果权重平均偏大，每往回一层梯度都会变大。",
    ),
    remedy=Words(
        en="Choose the scale of the initial weights by the width of the layer, or normalise between layers.",
        zh="请按层的宽度选择初始权重的大小，或者在层之间做归一化。",
    ),
)
VANISHING = Kind(
    name="vanishing_gradient",
    severity="warning",
    title=Words(en="The gradient vanishes along the layers", zh="梯度逐层消失"),
    what=EXPLODING.what.model_copy(
        update={
            "en": "Over {layers} matrix products it shrank from about {first} to {last}: about {factor} times a layer."
        }
    ),
    why=Words(
        en="Each step back multiplies by the weights and by the slope of the activation (at most 0.25 for `sigmoid`).",
        zh="每往回一层都要乘以权重和激活函数的斜率（`sigmoid` 的斜率最多 0.25）。",
    ),
    remedy=Words(
        en="Use larger initial weights, `relu` in place of `sigmoid`, or connections that skip layers.",
        zh="请使用更大的初始权重，用 `relu` 代替 `sigmoid`，或者加入跳跃连接。",
    ),
)
LEAST_LAYERS, LEAST_RATIO, LEAST_FACTOR = 5, 1e4, 3.0
_PRODUCTS = {"MmBackward0", "AddmmBackward0", "BmmBackward0", "MvBackward0", "BaddbmmBackward0"}


def find(walk: Walk) -> Iterator[Finding]:
    """Each backward call whose gradients change by a like factor from product to product, and much in all."""
    for call in walk.calls:
        nodes = [node for node in walk.nodes_of[call] if walk.function(node.function).name in _PRODUCTS]
        sizes = [(node, size) for node in nodes if node.received and (size := _rms(walk, node.received[0]))]
        if len(sizes) > LEAST_LAYERS:
            yield from _judged(walk, sizes)


def _rms(walk: Walk, index: ValueIndex | None) -> float | None:
    """The root of the mean square of a gradient's elements; None for what is zero or no number."""
    summary = walk.value(index).summary if index is not None else None
    if summary is None or not isinstance(summary.mean, (int, float)) or not isinstance(summary.std, (int, float)):
        return None
    size = math.hypot(summary.mean, summary.std)
    return size if size > 0 and math.isfinite(size) else None


def _judged(walk: Walk, sizes: list[tuple[Node, float]]) -> Iterator[Finding]:
    first, last = sizes[0][1], sizes[-1][1]
    layers = len(sizes) - 1
    factor = (last / first) ** (1 / layers)
    ratios = [after / before for (_, before), (_, after) in pairwise(sizes)]
    grows, shrinks = all(ratio > 1 for ratio in ratios), all(ratio < 1 for ratio in ratios)
    if grows and last / first > LEAST_RATIO and factor > LEAST_FACTOR:
        kind = EXPLODING
    elif shrinks and first / last > LEAST_RATIO and factor < 1 / LEAST_FACTOR:
        kind = VANISHING
    else:
        return
    yield kind.found(
        walk,
        sizes[-1][0],
        span=walk.function(sizes[-1][0].function).span,
        steps=[node.index for node, _ in sizes],
        functions=[node.function for node, _ in sizes],
        layers=layers,
        first=f"{first:.2g}",
        last=f"{last:.2g}",
        factor=f"{factor:.2g}",
    )
