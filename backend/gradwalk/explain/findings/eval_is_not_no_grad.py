"""`model.eval()` was called and gradients were computed all the same."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ...recording.steps import Op
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="eval_is_not_no_grad",
    severity="note",
    title=Words(en="`eval()` does not switch gradients off", zh="`eval()` 不会关闭梯度"),
    what=Words(
        en="After `{eval}` on line {line} the graph was recorded and backward ran as before.",
        zh="在第 {line} 行的 `{eval}` 之后，计算图照样被记录，反向传播照样运行。",
    ),
    why=Words(
        en="`eval()` changes what dropout and batch normalisation compute. Recording is switched off by `torch.no_grad()`.",
        zh="`eval()` 改变的是 dropout 和批归一化的计算方式；关闭记录要用 `torch.no_grad()`。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """A backward call through an operation that stands, in the source, between an `eval()` and the next `train()`."""
    for statement, name in _evals(walk):
        until = min((node.lineno for node in _calls(walk, "train") if node.lineno > statement.lineno), default=1 << 30)
        inside = [
            op
            for op in walk.ops
            if op.functions and statement.lineno < walk.line(op.span) < until and op.scope is not None
        ]
        ran = {node.function for node in walk.nodes}
        for op in inside:
            if _in_module(walk, op) and not ran.isdisjoint(op.functions):
                call = next(node for node in walk.nodes if node.function in op.functions).call
                if statement.lineno < walk.line(walk.calls[call].span) < until:
                    yield KIND.found(
                        walk,
                        walk.calls[call],
                        steps=[op.index],
                        functions=list(op.functions),
                        places=[place(op, Words(en="recorded here", zh="在这里被记录"))],
                        eval=name,
                        line=statement.lineno,
                    )
                    break


def _evals(walk: Walk) -> Iterator[tuple[ast.Call, str]]:
    for call in _calls(walk, "eval"):
        name = walk.source.short(walk.source.span(call))
        if name:
            yield call, name


def _calls(walk: Walk, method: str) -> list[ast.Call]:
    return [
        node
        for node in walk.source.all(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
        and not node.args
    ]


def _in_module(walk: Walk, op: Op) -> bool:
    scope = op.scope
    while scope is not None:
        row = walk.recording.scopes[int(scope[1:]) - 1]
        if row.kind == "module":
            return True
        scope = row.parent
    return False
