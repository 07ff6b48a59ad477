"""From what Python says of places (lines from 1, columns in UTF-8 bytes) to spans in code points."""

import ast
import re

from .base import Span

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
