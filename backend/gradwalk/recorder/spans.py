"""From a frame of the program to the exact piece of its source."""

import sys
from types import CodeType, FrameType, TracebackType
from typing import Any

FILENAME = "<program>"
TRAMPOLINE = "<gradwalk>"
# What a program's method of this name handles are kernels: their results are not in the graph yet.
DISPATCH = "__torch_dispatch__"

Span = dict[str, int]


def program_frame(depth: int = 1) -> FrameType | None:
    """The innermost running frame that belongs to the program, from `depth` frames above the caller."""
    frame: FrameType | None = sys._getframe(depth + 1)
    while frame is not None and (frame.f_code.co_filename != FILENAME or frame.f_code.co_name == TRAMPOLINE):
        frame = frame.f_back
    return frame


class Spans:
    """Spans of one source text. Positions are decoded once a code object; after that a look-up is a list index."""

    def __init__(self, source: str) -> None:
        self._lines = source.encode("utf-8", "surrogatepass").split(b"\n")
        # By the code's place in memory, with the code, which keeps it: Python hashes all of a code object each time it is asked.
        self._of: dict[int, tuple[list[Span | None], CodeType]] = {}

    def of(self, code: CodeType) -> list[Span | None]:
        """The span of every instruction of `code`, by instruction number (`f_lasti >> 1`)."""
        known = self._of.get(id(code))
        if known is None:
            made: dict[Any, Span | None] = {}
            spans: list[Span | None] = []
            for position in code.co_positions():
                if position not in made:
                    made[position] = self._span(*position)
                spans.append(made[position])
            known = self._of[id(code)] = spans, code
        return known[0]

    def at(self, frame: FrameType | None) -> Span | None:
        """Where `frame` is now."""
        if frame is None or frame.f_lasti < 0:
            return None
        code = frame.f_code
        known = self._of.get(id(code))
        return (self.of(code) if known is None else known[0])[frame.f_lasti >> 1]

    def at_traceback(self, entry: TracebackType) -> Span | None:
        """Where the frame of a traceback's entry was when the exception passed it."""
        return self.of(entry.tb_frame.f_code)[entry.tb_lasti >> 1] if entry.tb_lasti >= 0 else None

    def line(self, number: int) -> Span:
        """All of one line, without its indentation."""
        text = self._lines[number - 1] if number <= len(self._lines) else b""
        stripped = text.strip()
        start = text.find(stripped)
        return {
            "line": number,
            "column": self.column(number, start),
            "end_line": number,
            "end_column": self.column(number, start + len(stripped)),
        }

    def _span(self, line: int | None, end_line: int | None, column: int | None, end_column: int | None) -> Span | None:
        if line is None or line < 1:
            return None
        if end_line is None or column is None or end_column is None:
            return self.line(line)
        return {
            "line": line,
            "column": self.column(line, column),
            "end_line": end_line,
            "end_column": self.column(end_line, end_column),
        }

    def column(self, line: int, byte: int) -> int:
        """A column in code points from one in bytes of UTF-8, as the syntax tree has it."""
        text = self._lines[line - 1][:byte] if line <= len(self._lines) else b""
        return len(text.decode("utf-8", "replace"))
