"""`w = w - lr * w.grad`: the name now means a computed tensor, and the leaf that was trained is lost."""

import ast
from collections.abc import Iterator

from ...recording.base import Span, TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Bind
from ..source import Change
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="weight_rebound",
    severity="warning",
    title=Words(en="`{name}` is no leaf any more", zh="`{name}` 不再是叶子张量了"),
    what=Words(
        en="`{statement}` makes a new tensor and calls it `{name}`; its `.grad` is None, and backward will not fill it.",
        zh="`{statement}` 生成了一个新的张量，也叫 `{name}`；它的 `.grad` 是 None，反向传播也不会写入它。",
    ),
    why=Words(
        en="An update must change the leaf in place, outside the graph. Here it is one more operation that autograd follows.",
        zh="更新参数应该在计算图之外就地修改叶子张量；而这里的更新成了又一个被 autograd 追踪的运算。",
    ),
    remedy=Words(en="Update in place, without recording.", zh="请在不记录计算图的情况下就地更新。"),
)


def leaf_before(walk: Walk, tensor: TensorId) -> TensorId | None:
    """The trained leaf that a tensor took the name of and was computed from."""
    return next((leaf for bind, leaf in rebound(walk) if bind.tensor == tensor), None)


def find(walk: Walk) -> Iterator[Finding]:
    """Each binding of a trained leaf's name to something that was computed from it and from a gradient."""
    for bind, leaf in rebound(walk):
        if bind.tensor is None:
            continue
        function = walk.tensor(bind.tensor).grad_fn
        statement = walk.source.statement(walk.tensor(bind.tensor).span)
        edit = _in_place(walk, statement)
        yield KIND.found(
            walk,
            bind,
            tensors=[bind.tensor, leaf],
            functions=[function] if function else [],
            places=[
                place(
                    walk.born[leaf],
                    Words(en="the leaf that `{name}` was", zh="`{name}` 原来是这个叶子张量"),
                    name=bind.name,
                )
            ],
            changes=[edit] if edit else [],
            code=f"with torch.no_grad():\n    {bind.name} -= …",
            name=bind.name,
            statement=walk.source.short(walk.source.span(statement)) if statement else bind.name,
        )


def rebound(walk: Walk) -> Iterator[tuple[Bind, TensorId]]:
    """Each binding of a name that meant a trained leaf to something computed from it and from a gradient, with the leaf."""
    meant: dict[tuple[str, str | None], TensorId | None] = {}
    trained = {step.tensor: step.index for step in reversed(walk.accumulations)}
    for bind in walk.binds:
        leaf = meant.get((bind.name, bind.local))
        meant[bind.name, bind.local] = bind.tensor
        op = walk.producer.get(bind.tensor) if bind.tensor else None
        if leaf is None or bind.tensor is None or op is None or walk.tensor(bind.tensor).grad_fn is None:
            continue
        is_trained = leaf in walk.operands(op) and trained.get(leaf, bind.index) < bind.index
        if is_trained and ".grad" in walk.source.text(_whole(walk, bind.tensor)):
            yield bind, leaf


def _whole(walk: Walk, tensor: TensorId) -> Span | None:
    statement = walk.source.statement(walk.tensor(tensor).span)
    return walk.source.span(statement) if statement else walk.tensor(tensor).span


def _in_place(walk: Walk, statement: ast.stmt | None) -> Change | None:
    """`w = w - s` as `with torch.no_grad(): w -= s`, on lines of their own."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(left=ast.Name(id=same), op=op, right=right)) if (
            name == same and isinstance(op, (ast.Sub, ast.Add)) and walk.source.alone(statement)
        ):
            sign = "-=" if isinstance(op, ast.Sub) else "+="
            change = f"{name} {sign} {walk.source.text(walk.source.span(right))}"
            return walk.source.block(statement, "with torch.no_grad():", change)
        case _:
            return None
