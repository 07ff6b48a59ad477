"""`total =+ loss`: an assignment of something with a sign before it, where it was to be added."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import Change
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="sign_assigned",
    severity="warning",
    title=Words(en="`={sign}` is not `{sign}=`", zh="`={sign}` 不是 `{sign}=`"),
    what=Words(
        en="`{statement}` on line {line} gives `{name}` a new value, `{sign}…`; what it was is forgotten.",
        zh="第 {line} 行的 `{statement}` 把新的值 `{sign}…` 赋给 `{name}`，原来的值就丢失了。",
    ),
    why=Words(
        en="Python reads `={sign} x` as `= ({sign}x)`: an assignment, with the sign before the value.",
        zh="Python 把 `={sign} x` 读作 `= ({sign}x)`：这是赋值，符号属于后面的值。",
    ),
    remedy=Words(en="Write `{sign}=`.", zh="请写成 `{sign}=`。"),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each such statement that bound a tensor to a name that meant something before: the sign at the `=`, a space behind it."""
    for node in walk.source.all(ast.UnaryOp):
        if not isinstance(node, ast.UnaryOp) or not isinstance(node.op, ast.UAdd | ast.USub):
            continue
        span = walk.source.span(node)
        statement = walk.source.statement(span)
        sign = "+" if isinstance(node.op, ast.UAdd) else "-"
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _starts(value, node):
                whole = walk.source.text(walk.source.span(statement))
                bound = [step for step in walk.binds if step.span and step.span.line == statement.lineno]
                meant = bound and walk.meaning(name, bound[0].index)
                if f"={sign} " in whole and f"= {sign}" not in whole and meant:
                    place = span.model_copy(update={"column": span.column - 1, "end_line": span.line})
                    yield KIND.found(
                        walk,
                        bound[0],
                        span=walk.source.span(statement),
                        changes=[Change(place.model_copy(update={"end_column": span.column + 1}), f"{sign}=")],
                        code=f"{name} {sign}= …",
                        tensors=[bound[0].tensor] if bound[0].tensor else [],
                        statement=walk.source.short(walk.source.span(statement)) or f"{name} ={sign} …",
                        line=statement.lineno,
                        name=name,
                        sign=sign,
                    )
            case _:
                pass


def _starts(value: ast.expr, node: ast.UnaryOp) -> bool:
    """Whether a value begins with a sign: `+a`, `-a * b`."""
    return (value.lineno, value.col_offset) == (node.lineno, node.col_offset)
