"""The program's text as a tree: the expression at a span, the statement around it, and edits that leave a program that runs."""

import ast
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from ..recording.base import Span
from ..recording.findings import Edit
from ..recording.places import Placed, Places

_SHORT = 40


class Change(NamedTuple):
    """A text in the place of a piece of the source; an empty span puts it between two characters."""

    span: Span
    text: str


class Source:
    """A program's text. Whatever cannot be read is answered with None or nothing: a finding then says less."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)

    @cached_property
    def _tree(self) -> ast.Module:
        try:
            return ast.parse(self._text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.Module([], [])

    @cached_property
    def _by_line(self) -> dict[int, list[Placed]]:
        """Every placed node under each line that it covers, in the order of the walk: the outer before the inner."""
        nodes: dict[int, list[Placed]] = {}
        for node in ast.walk(self._tree):
            if isinstance(node, (ast.expr, ast.stmt)):
                for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                    nodes.setdefault(line, []).append(node)
        return nodes

    def span(self, node: Placed) -> Span:
        """Where a node of the tree stands."""
        return self._places.of_node(node)

    def text(self, span: Span | None) -> str:
        """The piece of the source; empty for None."""
        if span is None or span.end_line > len(self._places.lines):
            return ""
        lines = self._places.lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column]
        lines[0] = lines[0][span.column :]
        return "\n".join(lines)

    def short(self, span: Span | None) -> str:
        """The piece of the source as a sentence can quote it; empty if it is long or spans lines."""
        text = self.text(span)
        return text if len(text) <= _SHORT and "\n" not in text and "`" not in text else ""

    def nodes(self, span: Span | None) -> list[Placed]:
        """The nodes that lie in a span, the outer before the inner."""
        if span is None:
            return []
        found = []
        for line in range(span.line, span.end_line + 1):
            for node in self._by_line.get(line, ()):
                if node not in found and _within(self.span(node), span):
                    found.append(node)
        return found

    def statement(self, span: Span | None) -> ast.stmt | None:
        """The innermost statement around a span."""
        if span is None:
            return None
        around = [
            node
            for node in self._by_line.get(span.line, ())
            if isinstance(node, ast.stmt) and _within(span, self.span(node))
        ]
        return around[-1] if around else None

    def withs(self, span: Span | None) -> list[ast.With]:
        """The `with` blocks around a span, the innermost first."""
        around = [
            node
            for node in self._by_line.get(span.line if span else 0, ())
            if isinstance(node, ast.With) and span is not None and _within(span, self.span(node))
        ]
        return around[::-1]

    def loops(self, span: Span | None) -> list[ast.For | ast.While]:
        """The loops around a span, the outermost first."""
        around = self._by_line.get(span.line if span else 0, ())
        loops = [node for node in around if isinstance(node, ast.For | ast.While)]
        return [loop for loop in loops if span is not None and _within(span, self.span(loop))]

    def function(self, span: Span | None) -> ast.FunctionDef | None:
        """The innermost function around a span."""
        around = [
            node
            for node in self._by_line.get(span.line if span else 0, ())
            if isinstance(node, ast.FunctionDef) and span is not None and _within(span, self.span(node))
        ]
        return around[-1] if around else None

    def assignments(self) -> list[ast.Assign]:
        """Every assignment in the program."""
        return [node for node in ast.walk(self._tree) if isinstance(node, ast.Assign)]

    def calls(self, span: Span | None, name: str) -> list[ast.Call]:
        """The calls in a span of anything whose last name is `name`: `x.backward(…)`, `torch.autograd.grad(…)`."""
        return [node for node in self.nodes(span) if isinstance(node, ast.Call) and last_name(node.func) == name]

    def all(self, kind: type[ast.expr]) -> list[ast.expr]:
        """Every expression of a kind in the program."""
        return [node for node in ast.walk(self._tree) if isinstance(node, kind)]

    def alone(self, statement: ast.stmt) -> bool:
        """Whether nothing else stands on the statement's lines."""
        span = self.span(statement)
        before = self._places.lines[span.line - 1][: span.column]
        after = self._places.lines[span.end_line - 1][span.end_column :].strip()
        return not before.strip() and (not after or after.startswith("#"))

    # ---------- changes

    def replace(self, node: Placed, text: str) -> Change:
        """Another text in a node's place."""
        return Change(span=self.span(node), text=text)

    def insert(self, line: int, column: int, text: str) -> Change:
        """A text between two characters."""
        return Change(span=Span(line=line, column=column, end_line=line, end_column=column), text=text)

    def after(self, node: Placed, text: str) -> Change:
        """A text right behind a node."""
        span = self.span(node)
        return self.insert(span.end_line, span.end_column, text)

    def line_before(self, statement: ast.stmt, code: str) -> Change:
        """A statement of its own in front of another."""
        span = self.span(statement)
        return self.insert(span.line, span.column, f"{code}\n{self._indent(span.line)}")

    def line_after(self, statement: ast.stmt, code: str) -> Change:
        """A statement of its own behind a simple one."""
        span = self.span(statement)
        return self.insert(span.end_line, span.end_column, f"\n{self._indent(span.line)}{code}")

    def under(self, statement: ast.stmt, head: str) -> Change | None:
        """A simple statement under a `with` or another head; None where it shares its line or has several."""
        span = self.span(statement)
        if not self.alone(statement) or span.line != span.end_line:
            return None
        return self.insert(span.line, span.column, f"{head}\n{self._indent(span.line)}    ")

    def argument(self, call: ast.Call, code: str) -> Change:
        """One more keyword argument."""
        span = self.span(call)
        given = [*call.args, *call.keywords]
        separator = ", " if given else ""
        return self.insert(span.end_line, span.end_column - 1, separator + code)

    def without_argument(self, call: ast.Call, keyword: ast.keyword) -> Change:
        """A keyword argument gone, with the comma that parts it from the others."""
        span = self.span(keyword)
        parts: list[Placed] = [*call.args, *call.keywords]
        given = sorted(parts, key=lambda node: (node.lineno, node.col_offset))
        number = given.index(keyword)
        if number > 0:
            before = self.span(given[number - 1])
            span = span.model_copy(update={"line": before.end_line, "column": before.end_column})
        elif len(given) > 1:
            after = self.span(given[1])
            span = span.model_copy(update={"end_line": after.line, "end_column": after.column})
        return Change(span=span, text="")

    def block(self, statement: ast.stmt, head: str, body: str) -> Change:
        """A head and a statement under it, in the place of another that stands alone on its lines."""
        indent = self._indent(statement.lineno)
        return Change(span=self.span(statement), text=f"{head}\n{indent}    {body}")

    def without_line(self, statement: ast.stmt) -> Change | None:
        """A statement's line gone; None where it shares its line with something else."""
        span = self.span(statement)
        if not self.alone(statement) or span.end_line >= len(self._places.lines):
            return None
        whole = Span(line=span.line, column=0, end_line=span.end_line + 1, end_column=0)
        return Change(span=whole, text="")

    def edits(self, changes: Iterable[Change | None]) -> tuple[Edit, ...]:
        """Changes as whole lines to replace. If one of them could not be made (None), none is; they must not overlap."""
        made = list(changes)
        whole = [change for change in made if change is not None]
        if len(whole) < len(made) or not whole:
            return ()
        before = self._places.lines
        after = _changed(before, whole)
        return tuple(
            Edit(line=start + 1, removed=tuple(before[start:end]), added=tuple(after[new:new_end]))
            for tag, start, end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
            if tag != "equal"
        )

    def _indent(self, line: int) -> str:
        text = self._places.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]


def last_name(node: ast.expr) -> str | None:
    """`grad` of `torch.autograd.grad`, `f` of `f`; None for what has no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _changed(lines: list[str], changes: Sequence[Change]) -> list[str]:
    """Lines with changes made whose spans are told within them, from line 1."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for change in sorted(changes, key=lambda c: (c.span.line, c.span.column), reverse=True):
        start = starts[change.span.line - 1] + change.span.column
        end = starts[change.span.end_line - 1] + change.span.end_column
        text = text[:start] + change.text + text[end:]
    return text.split("\n")


def _within(inner: Span, outer: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= (
        outer.end_line,
        outer.end_column,
    )
