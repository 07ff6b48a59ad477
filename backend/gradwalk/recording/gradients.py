"""A `.grad` that first shows up as an operand is named by its own expression, not by the call that it went into."""

import ast
from collections.abc import Sequence

from .base import Span
from .places import Places
from .steps import Create, Step
from .tensors import Tensor


def placed(source: str, tensors: Sequence[Tensor], steps: Sequence[Step]) -> tuple[list[Tensor], list[Step]]:
    """The rows and steps in which each `.grad` that appears in an expression has the span of `….grad` in it.

    Where the expression reads several, none is chosen.
    """
    spans: dict[str, Span] = {}
    if any(isinstance(step, Create) and step.how == "grad" for step in steps):
        read = _gradients(source)
        for step in steps:
            if isinstance(step, Create) and step.how == "grad" and step.span is not None:
                inside = [(of, span) for of, span in read if _within(span, step.span)]
                if len({of for of, _ in inside}) == 1:
                    spans[step.tensor] = inside[0][1]
    if not spans:
        return list(tensors), list(steps)
    return (
        [row.model_copy(update={"span": spans[row.id]}) if row.id in spans else row for row in tensors],
        [
            step.model_copy(update={"span": spans[step.tensor]})
            if isinstance(step, Create) and step.tensor in spans
            else step
            for step in steps
        ],
    )


def _gradients(source: str) -> list[tuple[str, Span]]:
    """Where the program reads a `.grad`, and of what."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    places = Places(source)
    return [
        (ast.dump(node.value), places.of_node(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "grad" and isinstance(node.ctx, ast.Load)
    ]


def _within(inner: Span, outer: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= (
        outer.end_line,
        outer.end_column,
    )
