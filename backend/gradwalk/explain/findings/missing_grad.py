"""A `.grad` was used as a tensor while it was None."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Accumulate, Grad, Step
from ..source import Change
from .failures import Failure, failures
from .kind import Kind, filled
from .subjects import meant
from .walk import Walk

KIND = Kind(
    name="missing_grad",
    severity="error",
    title=Words(en="`{name}.grad` is None", zh="`{name}.grad` 是 None"),
    what=Words(
        en="`{expression}` on line {line} takes `{name}.grad` for a tensor. {cause}",
        zh="第 {line} 行的 `{expression}` 把 `{name}.grad` 当作张量来用。{cause}",
    ),
    why=Words(
        en="Until a gradient arrives, `.grad` is None, not a tensor of zeros. Backward fills it for the leaves that it reaches, and for no other tensor.",
        zh="在梯度到达之前，`.grad` 是 None，而不是全零的张量。反向传播只把梯度写入它到达的叶子张量的 `.grad`，不写入其他张量。",
    ),
    remedy=Words(en="{how}", zh="{how}"),
)
_BEFORE = Words(en="No backward call has run yet.", zh="此时还没有运行过反向传播。")
_CLEARED = Words(
    en="`{code}` on line {line} has set it to None.",
    zh="第 {line} 行的 `{code}` 已经把它设为 None。",
)
_COMPUTED = Words(
    en="`{name}` is no leaf: it was computed, and its gradient is not kept.",
    zh="`{name}` 不是叶子张量：它是计算得到的，梯度不会保留。",
)
_CONSTANT = Words(en="`{name}` does not require a gradient.", zh="`{name}` 不需要梯度。")
_UNREACHED = Words(
    en="No path leads from what backward was called on to `{name}`.",
    zh="从调用 backward 的张量出发，没有任何路径通向 `{name}`。",
)
_GUARD = Words(en="Clear it only where there is one.", zh="请只在有梯度时才清零。")
_LATER = Words(en="Use it after backward.", zh="请在反向传播之后再使用它。")
_KEEP = Words(
    en="Update the leaf in place under `no_grad`; where a computed tensor's gradient is wanted, keep it.",
    zh="更新参数时请在 `no_grad` 中就地修改叶子张量；如果要的是计算结果的梯度，请保留它。",
)
_REQUIRE = Words(en="Say that it requires a gradient, before it is used.", zh="请在使用它之前声明它需要梯度。")
_USE = Words(en="Compute the loss from it.", zh="请用它来计算损失。")


class Cause(NamedTuple):
    """Why there is no gradient, and what to do about it."""

    says: Words
    how: Words
    code: str


def find(walk: Walk) -> Iterator[Finding]:
    """The error of what was done with None where the expression that raised it names a `.grad` that was None."""
    for failure in failures(walk, "NoneType"):
        for node in walk.source.nodes(failure.at.span):
            if isinstance(node, ast.Attribute) and node.attr == "grad":
                tensor = meant(walk, node.value, failure.at)
                if tensor is not None and not _has(walk, tensor, failure.at):
                    yield _told(walk, failure, tensor, walk.source.text(walk.source.span(node.value)))
                    return


def _last(walk: Walk, tensor: TensorId, at: Step) -> Accumulate | Grad | None:
    steps = [step for step in walk.steps[: at.index] if isinstance(step, Accumulate | Grad) and step.tensor == tensor]
    return steps[-1] if steps else None


def _has(walk: Walk, tensor: TensorId, at: Step) -> bool:
    last = _last(walk, tensor, at)
    return last is not None and last.after is not None


def _cause(walk: Walk, tensor: TensorId, name: str, at: Step) -> Cause:
    last = _last(walk, tensor, at)
    row = walk.tensor(tensor)
    facts: dict[str, str | int | Words] = {"name": name}
    if row.grad_fn is not None:
        return Cause(filled(_COMPUTED, facts), _KEEP, f"{name}.retain_grad()")
    if isinstance(last, Grad):
        code = walk.source.short(last.span) or f"{name}.grad = None"
        return Cause(filled(_CLEARED, {"code": code, "line": walk.line(last.span)}), _LATER, "….backward()")
    if not walk.requires(tensor, at.index):
        return Cause(filled(_CONSTANT, facts), _REQUIRE, f"{name}.requires_grad_()")
    if walk.last_backward(at.index) is None:
        return Cause(_BEFORE, _LATER, "….backward()")
    return Cause(filled(_UNREACHED, facts), _USE, f"loss = … {name} …")


def _told(walk: Walk, failure: Failure, tensor: TensorId, name: str) -> Finding:
    cause = _cause(walk, tensor, name, failure.at)
    guarded = _guarded(walk, failure, name)
    return KIND.found(
        walk,
        failure.at,
        severity=failure.severity,
        tensors=[tensor],
        changes=[guarded] if guarded else [],
        code=cause.code,
        error=failure.error,
        name=name,
        expression=walk.source.short(failure.at.span) or f"{name}.grad",
        line=walk.line(failure.at.span),
        cause=cause.says,
        how=_GUARD if guarded else cause.how,
    )


def _guarded(walk: Walk, failure: Failure, name: str) -> Change | None:
    """`x.grad.zero_()` under `if x.grad is not None:`."""
    statement = walk.source.statement(failure.at.span)
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="zero_"))):
            return walk.source.under(statement, f"if {name}.grad is not None:")
        case _:
            return None
