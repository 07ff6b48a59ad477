"""backward was called on a tensor of several elements without saying how to weight them."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .failures import failures
from .kind import Kind, shape
from .subjects import meant, receiver
from .walk import Walk

KIND = Kind(
    name="non_scalar_backward",
    severity="error",
    title=Words(en="`{name}` is not a single number", zh="`{name}` 不是一个标量"),
    what=Words(
        en="`{name}` has the shape {shape}; backward can start by itself only from a tensor of one element.",
        zh="`{name}` 的形状是 {shape}；只有单个元素的张量才能直接开始反向传播。",
    ),
    why=Words(
        en="A gradient is the derivative of one number. For several, backward needs weights: it computes vᵀ·J for a v of the same shape.",
        zh="梯度是一个数的导数。对于多个元素，backward 需要一个形状相同的权重 v，计算的是向量-雅可比积 vᵀ·J。",
    ),
    remedy=Words(
        en="Reduce it to one number, or pass the weights as `gradient=`.",
        zh="请先归约成一个数，或者用 `gradient=` 传入权重。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Such a failure, with the tensor that backward was called on."""
    for failure in failures(walk, "grad can be implicitly created only for scalar outputs"):
        node = receiver(walk, failure.at.span, "backward")
        calls = walk.source.calls(failure.at.span, "grad")
        asked = node if node is not None else calls[0].args[0] if calls and calls[0].args else None
        tensor = meant(walk, asked, failure.at) if asked is not None else None
        edits = []
        if node is not None:
            function = walk.source.span(walk.source.calls(failure.at.span, "backward")[-1].func)
            column = function.end_column - len(".backward")
            edits = [walk.source.insert(function.end_line, column, ".sum()")]
        yield KIND.found(
            walk,
            failure.at,
            severity=failure.severity,
            tensors=[tensor] if tensor else [],
            functions=[row] if tensor and (row := walk.tensor(tensor).grad_fn) else [],
            changes=edits,
            code="….sum().backward()",
            error=failure.error,
            name=(asked is not None and walk.source.short(walk.source.span(asked))) or "the root",
            shape=shape(walk.tensor(tensor).shape) if tensor else "[…]",
        )
