"""Which tensor an expression of the program means at a step, and what a statement writes to in place."""

import ast

from ...recording.base import Span, TensorId
from ...recording.steps import Step
from ...recording.tensors import Tensor
from ...recording.values import Summary
from .walk import Walk


def meant(walk: Walk, node: ast.expr, at: Step) -> TensorId | None:
    """The tensor that an expression stood for when the step `at` was taken."""
    span = walk.source.span(node)
    by_name = walk.meaning(walk.source.text(span), at.index)
    if by_name is not None:
        return by_name
    made = [id for id, step in walk.born.items() if step.index <= at.index and walk.tensor(id).span == span]
    return made[-1] if made else None


def receiver(walk: Walk, span: Span | None, method: str) -> ast.expr | None:
    """`y` of the last `y.method(…)` in a span."""
    calls = walk.source.calls(span, method)
    function = calls[-1].func if calls else None
    return function.value if isinstance(function, ast.Attribute) else None


def argument(walk: Walk, span: Span | None, position: int, keyword: str) -> ast.expr | None:
    """What the outermost call in a span is given at a position, or by a keyword."""
    call = next((node for node in walk.source.nodes(span) if isinstance(node, ast.Call)), None)
    if call is None:
        return None
    named = [given.value for given in call.keywords if given.arg == keyword]
    placed = call.args[position : position + 1]
    return next((node for node in (*named, *placed) if not isinstance(node, ast.Starred)), None)


def row_of(walk: Walk, node: ast.expr | None, at: Step) -> Tensor | None:
    """The tensor that an expression stood for, as it was born."""
    id = meant(walk, node, at) if node is not None else None
    return walk.tensor(id) if id else None


def summary_of(walk: Walk, node: ast.expr | None, at: Step) -> Summary | None:
    """Statistics of what an expression stood for."""
    id = meant(walk, node, at) if node is not None else None
    return walk.value(walk.value_at(id, at.index)).summary if id else None


def bounds_of(walk: Walk, node: ast.expr | None, at: Step) -> tuple[float, float] | None:
    """The smallest and the largest element of what an expression stood for; None where that is not known, or no number."""
    summary = summary_of(walk, node, at)
    if summary is None or not isinstance(summary.min, int | float) or not isinstance(summary.max, int | float):
        return None
    return summary.min, summary.max


def named_tensors(walk: Walk, span: Span | None, at: Step) -> list[TensorId]:
    """The tensors that expressions in a span stood for, each once, in the order of the text."""
    found: list[TensorId] = []
    nodes = [node for node in walk.source.nodes(span) if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        tensor = meant(walk, node, at)
        if tensor is not None and tensor not in found:
            found.append(tensor)
    return found


def written(statement: ast.stmt | None) -> ast.expr | None:
    """What a statement writes to in place: `x` of `x += 1`, `x[0] = 5`, `x.mul_(2)`."""
    match statement:
        case ast.AugAssign(target=target):
            return target.value if isinstance(target, ast.Subscript) else target
        case ast.Assign(targets=[ast.Subscript(value=value)]):
            return value
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr=attr))) if attr.endswith("_"):
            return value
        case _:
            return None


def is_name(node: ast.expr | None) -> bool:
    """Whether an expression is a name that can be assigned to."""
    return isinstance(node, ast.Name)
