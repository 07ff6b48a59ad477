"""Calls torch from a frame that looks like the program's own line.

A warning that C++ raises, and Python's once-only rule for it, look at the file, line and globals of the calling frame.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from .spans import FILENAME, TRAMPOLINE

Call = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


class Trampolines:
    """One function a line and globals, for one recording."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int], Call] = {}

    def at(self, line: int, names: dict[str, Any]) -> Call:
        """A function that calls `func(*args, **kwargs)` as if from `line` of the program whose globals are `names`."""
        key = (line, id(names))
        call = self._made.get(key)
        if call is None:
            code = _call.__code__.replace(
                co_filename=FILENAME,
                co_firstlineno=line,
                co_name=TRAMPOLINE,
                co_qualname=TRAMPOLINE,
                co_linetable=_one_line(len(_call.__code__.co_code) // 2),
            )
            call = self._made[key] = FunctionType(code, names)
        return call


def _call(func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return func(*args, **kwargs)


def _one_line(instructions: int) -> bytes:
    # CPython's location table: entries of at most 8 instructions, kind 13 (no columns), line delta 0.
    table = bytearray()
    while instructions > 0:
        here = min(instructions, 8)
        table += bytes([0x80 | (13 << 3) | (here - 1), 0])
        instructions -= here
    return bytes(table)
