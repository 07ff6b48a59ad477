"""Hostile text made fit for a picture: nothing of it is markup, and every character is one that XML may have. Pure."""

import re
from collections.abc import Sequence
from html import escape
from math import prod

from ..layout.numbers import written
from ..recording.base import Span
from ..recording.values import Value

# XML 1.0 has no place for these, in whatever way they are written; and what turns the direction of text hides what it says.
_UNFIT = re.compile(
    r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SPACE = "\u00a0"
LONGEST = 34
# A card writes out so many numbers.
_MOST_NUMBERS, _MOST_COLUMNS, _SOME = 16, 8, 4


def fit(text: str, longest: int = LONGEST) -> str:
    """One line of at most so many characters, each of which can be shown."""
    line = " ".join(_UNFIT.sub("\ufffd", text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def markup(text: str) -> str:
    """A text as XML takes it. It must be `fit`."""
    return escape(text, quote=True)


def labelled(text: str) -> str:
    """A text as graphviz's labels in HTML take it, where a backslash is more than itself. It must be `fit`."""
    return markup(text).replace("\\", "\\\\")


def quoted(text: str) -> str:
    """A text as a string of DOT. It must be `fit`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def expression(span: Span | None, lines: Sequence[str]) -> str:
    """What stands in the source there, on one line; empty where that is not known."""
    if span is None or span.line > len(lines):
        return ""
    line = lines[span.line - 1]
    return fit(line[span.column : span.end_column] if span.end_line == span.line else line[span.column :] + " …")


def table(value: Value) -> list[str]:
    """The numbers of a value, a row a line, all of the same width; of a large one the first few and how far they go."""
    rows = prod(value.shape[:-1]) if value.shape else 1
    columns = value.shape[-1] if value.shape else 1
    whole = rows * columns <= _MOST_NUMBERS and columns <= _MOST_COLUMNS and len(value.first) >= rows * columns
    if rows * columns == 0:
        return ["[]"]
    if value.hidden is not None or not value.first:
        return [f"({value.hidden})" if value.hidden else "…"]
    if not whole:
        some = "  ".join(written(number) for number in value.first[:_SOME])
        return [fit(f"{some}  …"), *_reach(value)]
    cells = [written(number) for number in value.first[: rows * columns]]
    width = max(map(len, cells))
    return ["  ".join(cell.rjust(width) for cell in cells[row * columns : (row + 1) * columns]) for row in range(rows)]


def _reach(value: Value) -> list[str]:
    summary = value.summary
    if summary is None or summary.min is None or summary.max is None:
        return []
    return [fit(f"{written(summary.min)} … {written(summary.max)}")]


def monospaced(lines: Sequence[str]) -> str:
    """Lines of numbers as graphviz's labels take them, with their spaces."""
    return "<BR/>".join(labelled(f" {line} ").replace(" ", _SPACE) for line in lines)


def covered(lines: Sequence[str]) -> list[str]:
    """As wide as these lines, without what they say."""
    return [re.sub(r"\S", "·", line) for line in lines]
