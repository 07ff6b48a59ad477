"""backward was given weights: what arrives is a vector-Jacobian product, not the gradient of one number."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="vector_jacobian_product",
    severity="note",
    title=Words(en="A vector-Jacobian product", zh="向量-雅可比积"),
    what=Words(
        en="Backward starts from the weights {seed} given for `{name}`, so each gradient is weighted by them.",
        zh="反向传播从为 `{name}` 指定的权重 {seed} 开始，所以各个梯度都按它加权。",
    ),
    why=Words(
        en="It computes vᵀ·J, the same as the gradient of `(v * {factor}).sum()`; J itself is never built.",
        zh="它计算的是 vᵀ·J，等同于 `(v * {factor}).sum()` 的梯度；雅可比矩阵 J 本身并不会构造出来。",
    ),
)
_SHOWN = 8


def find(walk: Walk) -> Iterator[Finding]:
    """Each call that the program makes itself, with a root of several elements and weights that are not all 1."""
    for call in walk.calls.values():
        if not walk.source.calls(call.span, call.entry):
            continue
        for root in call.roots:
            if root.tensor is None or root.seed is None:
                continue
            seed = walk.value(root.seed)
            weighted = any(element != 1 for element in seed.first)
            if seed.shape and weighted:
                shown = ", ".join(f"{e:g}" if isinstance(e, float) else str(e) for e in seed.first[:_SHOWN])
                name = walk.called(root.tensor, call.index)
                yield KIND.found(
                    walk,
                    call,
                    tensors=[root.tensor],
                    functions=[root.function] if root.function else [],
                    name=name,
                    factor=name if name.isidentifier() else f"({name})",
                    seed=f"[{shown}{', …' if len(seed.first) > _SHOWN else ''}]",
                )
