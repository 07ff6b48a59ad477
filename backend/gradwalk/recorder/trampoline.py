"""Calls torch from a frame that looks like the one that called it.

A warning that C++ raises, and Python's once-only rule for it, look at the file, line and globals of the calling frame.
"""

from collections.abc import Callable
from types import CodeType, FrameType, FunctionType
from typing import Any

from .spans import TRAMPOLINE

Call = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


class Trampolines:
    """One function a place in a code object and globals, for one recording."""

    def __init__(self) -> None:
        # With each the code, which its place in memory stands for.
        self._made: dict[tuple[int, int, int], tuple[Call, CodeType]] = {}

    def at(self, frame: FrameType) -> Call:
        """A function that calls `func(*args, **kwargs)` as if from where `frame` is now."""
        code, names = frame.f_code, frame.f_globals
        key = (id(code), frame.f_lasti, id(names))
        made = self._made.get(key)
        if made is None:
            looks = _call.__code__.replace(
                co_filename=code.co_filename,
                co_firstlineno=frame.f_lineno or 1,
                co_name=TRAMPOLINE,
                co_qualname=TRAMPOLINE,
                co_linetable=_ONE_LINE,
            )
            made = self._made[key] = FunctionType(looks, names), code
        return made[0]


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


_ONE_LINE = _one_line(len(_call.__code__.co_code) // 2)
