"""Modules in a plain list or dict of a module, which does not know of them."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import Span
from ..source import Change, last_name
from .walk import Walk


class Plain(NamedTuple):
    """A list or dict that an attribute of `self` is given: its own text, and what torch has in its place."""

    value: ast.expr
    name: str
    instead: str

    def registered(self, walk: Walk) -> list[Change | None]:
        """The list given to what registers its modules."""
        span = walk.source.span(self.value)
        return [
            walk.source.insert(span.line, span.column, f"{self.instead}("),
            walk.source.insert(span.end_line, span.end_column, ")"),
        ]


def plain_lists(walk: Walk) -> Iterator[Plain]:
    """Each `self.layers = [nn.Linear(…), …]`, in the order of the text."""
    for assignment in walk.source.assignments():
        match assignment:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self")) as target],
                value=ast.List() | ast.ListComp() | ast.Dict() | ast.DictComp() as value,
            ):
                modules = [
                    part.func for part in ast.walk(value) if isinstance(part, ast.Call) and _is_module(part.func)
                ]
                if modules:
                    called = walk.source.text(walk.source.span(modules[0]))
                    kind = "ModuleList" if isinstance(value, ast.List | ast.ListComp) else "ModuleDict"
                    yield Plain(value, f"self.{target.attr}", called.removesuffix(last_name(modules[0]) or "") + kind)
            case _:
                pass


def plain_list_of(walk: Walk, span: Span | None) -> Plain | None:
    """The one that the call at a span stands in."""
    if span is None:
        return None
    for plain in plain_lists(walk):
        around = walk.source.span(plain.value)
        starts = (around.line, around.column) <= (span.line, span.column)
        if starts and (span.end_line, span.end_column) <= (around.end_line, around.end_column):
            return plain
    return None


def _is_module(function: ast.expr) -> bool:
    """`nn.Linear`, `torch.nn.Linear`: what is called by a name of torch's that begins as classes do."""
    return (
        isinstance(function, ast.Attribute)
        and function.attr[:1].isupper()
        and function.attr != "Parameter"
        and last_name(function.value) == "nn"
    )
