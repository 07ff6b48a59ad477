"""A leaf that requires a gradient was changed in place while autograd was recording."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .failures import failures
from .kind import Kind
from .subjects import meant, written
from .walk import Walk

KIND = Kind(
    name="leaf_in_place",
    severity="error",
    title=Words(
        en="`{name}` is a leaf: it cannot be changed in place here", zh="`{name}` 是叶子张量，不能在这里就地修改"
    ),
    what=Words(
        en="`{statement}` writes to `{name}`, which requires a gradient and is a leaf.",
        zh="`{statement}` 会就地改写 `{name}`，而它是需要梯度的叶子张量。",
    ),
    why=Words(
        en="If autograd recorded the change, `{name}` would have a `grad_fn` and be no leaf; nothing would be left to hold its gradient.",
        zh="如果 autograd 记录了这次修改，`{name}` 就会有 `grad_fn`，不再是叶子张量，也就没有地方存放它的梯度了。",
    ),
    remedy=Words(
        en="Change it without recording, as an optimizer does.", zh="请像优化器那样，在不记录计算图的情况下修改它。"
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Such a failure, with the leaf and a `no_grad` around the statement."""
    for failure in failures(walk, "a leaf Variable that requires grad", "in-place operation"):
        statement = walk.source.statement(failure.at.span)
        target = written(statement)
        tensor = meant(walk, target, failure.at) if target is not None else None
        name = (target is not None and walk.source.text(walk.source.span(target))) or "the leaf"
        yield KIND.found(
            walk,
            failure.at,
            severity=failure.severity,
            tensors=[tensor] if tensor else [],
            changes=[walk.source.under(statement, "with torch.no_grad():")] if statement else [],
            code=f"with torch.no_grad():\n    {walk.source.short(failure.at.span) or '…'}",
            error=failure.error,
            name=name,
            statement=(statement and walk.source.short(walk.source.span(statement))) or name,
        )
