"""From what Python says of places (lines from 1, columns in UTF-8 bytes) to spans in code points."""

import ast
import re

from ..recording.base import Span, Words
from .violation import Advice, Rule, Violation

Placed = ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword | ast.pattern
_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """The lines of one source text, as Python's tokenizer counts them."""

    def __init__(self, source: str) -> None:
        self.lines = _LINE_END.split(source)

    def of_node(self, node: Placed) -> Span:
        """The span of a node of the tree."""
        end_line = node.end_lineno or node.lineno
        end = node.end_col_offset if node.end_col_offset is not None else node.col_offset
        return self.clamped(
            node.lineno, self.from_bytes(node.lineno, node.col_offset), end_line, self.from_bytes(end_line, end)
        )

    def of_line(self, line: int) -> Span:
        """The span of a line without its indentation."""
        text = self.lines[line - 1]
        return self.clamped(line, len(text) - len(text.lstrip()), line, len(text.rstrip()))

    def from_bytes(self, line: int, column: int) -> int:
        """A column in code points for one in UTF-8 bytes."""
        if not 1 <= line <= len(self.lines):
            return 0
        text = self.lines[line - 1]
        return (
            column if text.isascii() else len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))
        )

    def clamped(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """The span nearest to these places that lies in the text and covers a character where there is one."""
        line = min(max(line, 1), len(self.lines))
        column = min(max(column, 0), len(self.lines[line - 1]))
        end_line = min(max(end_line, line), len(self.lines))
        end_column = min(max(end_column, 0), len(self.lines[end_line - 1]))
        if end_line == line and end_column <= column:
            end_column = min(column + 1, len(self.lines[line - 1]))
            column = max(0, min(column, end_column - 1))
        return Span(line=line, column=column, end_line=end_line, end_column=end_column)


def violation(span: Span, rule: Rule, advice: Advice, **facts: str | int) -> Violation:
    """A violation whose sentences have the facts filled in."""
    return Violation(
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        rule=rule,
        reason=Words(en=advice.reason.en.format(**facts), zh=advice.reason.zh.format(**facts)),
        hint=Words(en=advice.hint.en.format(**facts), zh=advice.hint.zh.format(**facts)),
    )
