"""A loss that takes scores is given what softmax or sigmoid has made of them, or one that takes logarithms none."""

import ast
from collections.abc import Iterator

from ...recording.base import TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Op
from ..source import Change, last_name
from .kind import Kind, place
from .walk import Walk

TWICE = Kind(
    name="squashed_scores",
    severity="warning",
    title=Words(en="`{loss}` applies `{squash}` itself", zh="`{loss}` 自带 `{squash}`"),
    what=Words(
        en="`{name}` is a result of `{squash}`, and `{expression}` applies `{squash}` once more.",
        zh="`{name}` 是 `{squash}` 的结果，而 `{expression}` 会再做一次 `{squash}`。",
    ),
    why=Words(
        en="Squeezed between 0 and 1, scores are never far apart: the loss stays away from 0 however right they are, and gradients are small.",
        zh="得分被压缩到 0 和 1 之间后彼此相差不大：无论预测多么正确，损失都远离 0，梯度也很小。",
    ),
    remedy=Words(
        en="Give the loss the scores as they are; apply `{squash}` only where probabilities are shown.",
        zh="请把得分原样传给损失函数；只在需要显示概率的地方使用 `{squash}`。",
    ),
)
NO_LOGARITHM = Kind(
    name="probabilities_for_logarithms",
    severity="warning",
    title=Words(en="`{loss}` takes logarithms of probabilities", zh="`{loss}` 需要的是概率的对数"),
    what=Words(
        en="`{name}` comes from `{squash}`; `{expression}` averages what it is given, and takes no logarithm.",
        zh="`{name}` 来自 `{squash}`；`{expression}` 只对传入的值取平均，不会取对数。",
    ),
    why=Words(
        en="So the loss lies between -1 and 0, and a wrong prediction costs hardly more than an uncertain one.",
        zh="于是损失在 -1 和 0 之间，错误预测的代价与没有把握的预测几乎一样。",
    ),
    remedy=Words(en="Use `log_softmax`.", zh="请改用 `log_softmax`。"),
)
# Of each loss: what its first operand may not come from, and how that is told.
_LOSSES = {
    "cross_entropy": ("softmax", TWICE),
    "binary_cross_entropy_with_logits": ("sigmoid", TWICE),
    "nll_loss": ("softmax", NO_LOGARITHM),
}

_MODULES = {"functional", "special"}


def find(walk: Walk) -> Iterator[Finding]:
    """Each such loss that a gradient can come from."""
    for op in walk.ops:
        if op.name not in _LOSSES or not op.functions:
            continue
        squash, kind = _LOSSES[op.name]
        given = walk.operands(op)[0]
        made = walk.producer.get(given)
        if made is None or made.name != squash:
            continue
        yield kind.found(
            walk,
            op,
            steps=[made.index],
            tensors=[given, *op.outputs],
            functions=op.functions,
            places=[place(made, Words(en="`softmax` here" if squash == "softmax" else "`sigmoid` here", zh="在这里"))],
            changes=list(_without(walk, op, made, given) if kind is TWICE else _logarithm(walk, made)),
            code=None if kind is TWICE else "….log_softmax(…)",
            loss=op.name,
            squash=squash,
            name=walk.called(given, op.index),
            expression=walk.origin(op.span, op.scope) or op.name,
        )


def _called(walk: Walk, made: Op) -> ast.Call | None:
    """`torch.softmax(z, 1)` or `z.softmax(1)`, not the module that does it."""
    calls = walk.source.calls(made.span, made.name)
    return calls[0] if calls and walk.source.span(calls[0]) == made.span else None


def _without(walk: Walk, op: Op, made: Op, given: TensorId) -> Iterator[Change]:
    """The scores in the place of the call, where it stands in the loss itself, or of its name, where they still have one."""
    call = _called(walk, made)
    scores = None if call is None else _scores(walk, call, op.index)
    if call is None or scores is None:
        return
    text = walk.source.text(walk.source.span(scores))
    there: list[ast.expr] = [call] if call in walk.source.nodes(op.span) else []
    still = isinstance(scores, ast.Name) and walk.meaning(scores.id, op.index) == walk.operands(made)[0]
    if not there and still and op.scope == made.scope:
        name = walk.name(given, op.index)
        there = [node for node in walk.source.nodes(op.span) if isinstance(node, ast.Name) and node.id == name]
    for node in there[:1]:
        yield walk.source.replace(node, text)


def _scores(walk: Walk, call: ast.Call, at: int) -> ast.expr | None:
    """What is squashed: what a method is called of, or the first argument of a function, by whatever name its module goes."""
    if not isinstance(call.func, ast.Attribute):
        return None
    of = call.func.value
    is_tensor = walk.meaning(of.id, at) is not None if isinstance(of, ast.Name) else last_name(of) not in _MODULES
    return of if is_tensor else next(iter(call.args), None)


def _logarithm(walk: Walk, made: Op) -> Iterator[Change]:
    call = _called(walk, made)
    if call is not None and isinstance(call.func, ast.Attribute):
        end = walk.source.span(call.func)
        yield walk.source.insert(end.end_line, end.end_column - len(call.func.attr), "log_")
