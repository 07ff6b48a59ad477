"""`loss.backward` without its parentheses: a name that is looked at, and nothing happens."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="not_called",
    severity="warning",
    title=Words(en="`{expression}` is not called", zh="`{expression}` 没有被调用"),
    what=Words(
        en="`{expression}` on line {line} only names the method, and does nothing: its parentheses are missing.",
        zh="第 {line} 行的 `{expression}` 只是提到了这个方法，什么也不会做：它少了括号。",
    ),
    why=Words(en="{missing}", zh="{missing}"),
    remedy=Words(en="Call it.", zh="请加上括号来调用它。"),
)
_MISSING = {
    "backward": Words(en="No backward pass runs, so no gradient arrives.", zh="反向传播没有运行，因此没有梯度到达。"),
    "step": Words(en="No parameter changes.", zh="参数不会改变。"),
    "train": Words(
        en="The module stays in the mode that it is in, as its dropout and batch norm do.",
        zh="模块仍处于原来的模式，其中的 dropout 和批归一化也是如此。",
    ),
    "eval": Words(
        en="The module stays in training mode: dropout and batch norm go on as before.",
        zh="模块仍处于训练模式：dropout 和批归一化照旧。",
    ),
    "zero_grad": Words(
        en="No gradient is cleared: the next ones are added to these.", zh="梯度没有清零：之后的梯度会加在它们上面。"
    ),
}


def find(walk: Walk) -> Iterator[Finding]:
    """Each such statement of a program that recorded anything before it."""
    for node in walk.source.all(ast.Attribute):
        if not isinstance(node, ast.Attribute) or node.attr not in _MISSING:
            continue
        span = walk.source.span(node)
        statement = walk.source.statement(span)
        if not isinstance(statement, ast.Expr) or statement.value is not node:
            continue
        before = walk.come_to(span.line)
        if before is None:
            continue
        yield KIND.found(
            walk,
            before,
            span=span,
            changes=[walk.source.after(node, "()")],
            code=f"….{node.attr}()",
            expression=walk.source.short(span) or f"….{node.attr}",
            line=span.line,
            missing=_MISSING[node.attr],
        )
