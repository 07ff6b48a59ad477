"""Reading a program as Python, with advice for what Python cannot read and for lines copied from a notebook."""

import ast
import re
import threading
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from ..recording.base import Span
from ..recording.places import Places
from .violation import Advice, Violation, violation
from .wording import HELP_MARK, HIDDEN, MAGIC, MISTYPED, NESTING, PROMPT, SHELL, SYNTAX

MAX_DEPTH = 200
# Every such line costs another parse of the text.
_MAX_NOTEBOOK_LINES = 25
_MAX_SESSION_LINES = 2_000
_FILTERS = threading.Lock()
# What input methods and word processors write where Python wants ASCII, beyond Unicode's own compatibility forms.
_TWINS = dict(zip("“”‘’、。【】《》−–—×÷", "\"\"'',.[]<>---*/", strict=True))
_PROMPT = re.compile(r"(?P<mark>>>>|\.\.\.)(?=\s|$)")
_NOTEBOOK: tuple[tuple[re.Pattern[str], Advice], ...] = (
    (_PROMPT, PROMPT),
    (re.compile(r"(?:[\w.,\s]+=\s*)?(?P<mark>!{1,2}\s*[\w./~-]+)"), SHELL),
    (re.compile(r"(?:[\w.,\s]+=\s*)?(?P<mark>%{1,2}[A-Za-z]\w*)"), MAGIC),
    (re.compile(r"(?P<mark>\?{1,2}[\w.]+|[\w.]+\?{1,2})$"), HELP_MARK),
)


def parse(places: Places) -> tuple[ast.Module | None, list[Violation]]:
    """The tree, and what is wrong with the text as such.

    Lines that only a notebook understands are reported and read as `pass`, so that the rest is checked too. Where Python
    cannot read the text, the tree is that of the lines above, or None if they are not complete without the rest.
    """
    found: list[Violation] = []
    lines = list(places.lines)
    while True:
        try:
            return _tree("\n".join(lines)), found
        except SyntaxError as error:
            if len(found) >= _MAX_NOTEBOOK_LINES or not (marks := _notebook_lines(lines, error.lineno or 1)):
                return _above(lines, error.lineno or 1), [*found, _syntax(places, error)]
            for line, (span, advice, mark) in marks.items():
                found.append(violation(span, "notebook", advice, name=mark))
                lines[line - 1] = " " * span.column + "pass"
        except (RecursionError, MemoryError):
            return None, [*found, too_deep(places.of_line(1))]


def compiles(source: str, places: Places) -> list[Violation]:
    """What only Python's compiler sees in a text that parses: `return` outside a function, say."""
    try:
        with _silence():
            compile(source, "<program>", "exec", dont_inherit=True)
    except SyntaxError as error:
        # Unlike the parser, the compiler counts columns in bytes.
        line, end_line = error.lineno or 1, error.end_lineno or error.lineno or 1
        start = places.from_bytes(line, (error.offset or 1) - 1)
        end = places.from_bytes(end_line, max((error.end_offset or 0) - 1, 0))
        return [violation(places.clamped(line, start, end_line, end), "syntax", SYNTAX, name=error.msg)]
    except (RecursionError, MemoryError):
        return [too_deep(places.of_line(1))]
    return []


def too_deep(span: Span) -> Violation:
    """The violation for a program that is nested too deeply at `span`."""
    return violation(span, "nesting", NESTING, limit=MAX_DEPTH)


def _tree(source: str) -> ast.Module:
    with _silence():
        return ast.parse(source)


@contextmanager
def _silence() -> Iterator[None]:
    """No warning of the parser's about the program: it gives its own when it runs."""
    # The filters of warnings belong to the process, and checks run in several threads.
    with _FILTERS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _above(lines: list[str], line: int) -> ast.Module | None:
    try:
        return _tree("\n".join(lines[: line - 1]))
    except (SyntaxError, RecursionError, MemoryError):
        return None


def _notebook_lines(lines: list[str], line: int) -> dict[int, tuple[Span, Advice, str]]:
    """The notebook's line at fault; for a prompt, every line from there on that begins with one."""
    for pattern, advice in _NOTEBOOK:
        if 1 <= line <= len(lines) and pattern.match(lines[line - 1].strip()):
            last = len(lines) if advice is PROMPT else line
            last = min(last, line + _MAX_SESSION_LINES)
            return {
                number: (_span_of(number, lines[number - 1]), advice, match["mark"])
                for number in range(line, last + 1)
                if (match := pattern.match(lines[number - 1].strip()))
            }
    return {}


def _span_of(number: int, text: str) -> Span:
    return Span(line=number, column=len(text) - len(text.lstrip()), end_line=number, end_column=len(text.rstrip()))


def _syntax(places: Places, error: SyntaxError) -> Violation:
    line, start = error.lineno or 1, (error.offset or 1) - 1
    if isinstance(error, IndentationError) and 1 <= line <= len(places.lines):
        return violation(places.of_line(line), "syntax", SYNTAX, name=error.msg)
    end_line = error.end_lineno or line
    end = (error.end_offset or 0) - 1
    if end_line < line or (end_line == line and end <= start):
        end_line, end = line, start + 1
    span = places.clamped(line, start, end_line, end)
    mistyped = places.lines[span.line - 1][span.column : span.column + 1]
    twin = _TWINS.get(mistyped) or unicodedata.normalize("NFKC", mistyped)
    if error.msg.startswith("invalid non-printable character"):
        return violation(span, "syntax", HIDDEN, name=error.msg)
    if error.msg.startswith("invalid character") and twin != mistyped and twin.isascii():
        return violation(span, "syntax", MISTYPED, name=error.msg, twin=twin)
    return violation(span, "syntax", SYNTAX, name=error.msg)
