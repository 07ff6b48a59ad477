"""Takes the recorder's own frames out of tracebacks, so that they read as they would without it."""

import dis
import re
import sys
from pathlib import Path
from types import CodeType, TracebackType

from .spans import FILENAME, TRAMPOLINE
from .timeline import Row

_HERE = str(Path(__file__).parent)
_PRINTED = re.compile(r' *File "(?P<file>[^"]+)", line \d+, in (?P<name>.+)\n(?:    .*\n)*')


def strip_handled() -> None:
    """Strip the exception that is being handled."""
    strip(sys.exc_info()[1])


def strip(error: BaseException | None) -> None:
    """Take our frames out of the traceback of `error` and of those that it came from."""
    seen: set[int] = set()
    pending = [error]
    while pending:
        error = pending.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        kept = _kept(error.__traceback__)
        for entry, following in zip(kept, (*kept[1:], None), strict=False):
            entry.tb_next = following
        error.__traceback__ = kept[0] if kept else None
        pending += [error.__context__, error.__cause__]


def program_frames(error: BaseException) -> list[TracebackType]:
    """The entries of the traceback that lie in the program, outermost first."""
    return [
        entry
        for entry in _entries(error.__traceback__)
        if entry.tb_frame.f_code.co_filename == FILENAME and entry.tb_frame.f_code.co_name != TRAMPOLINE
    ]


def frame_rows(error: BaseException) -> list[Row]:
    """The program's frames as the contract writes them."""
    return [{"line": entry.tb_lineno, "name": entry.tb_frame.f_code.co_name[:200]} for entry in program_frames(error)]


def without_ours(text: str) -> str:
    """A printed traceback, such as anomaly mode's, without entries of files that are neither the program's nor torch's."""
    return _PRINTED.sub(lambda match: match[0] if _belongs(match["file"], match["name"]) else "", text)


def _belongs(file: str, name: str) -> bool:
    torch_file = "/torch/" in file and not file.endswith("/torch/overrides.py")
    return name != TRAMPOLINE and (file == FILENAME or torch_file)


def _entries(entry: TracebackType | None) -> list[TracebackType]:
    entries = []
    while entry is not None:
        entries.append(entry)
        entry = entry.tb_next
    return entries


def _kept(entry: TracebackType | None) -> list[TracebackType]:
    kept: list[TracebackType] = []
    for here in _entries(entry):
        code = here.tb_frame.f_code
        if code.co_filename.startswith(_HERE):
            if code.co_name == "__torch_function__":
                # A Python function of torch, or an operator, hands itself to the mode and is then run again: drop its first half.
                while kept and kept[-1].tb_frame.f_code.co_filename.endswith("torch/overrides.py"):
                    kept.pop()
                if kept and _hands_over(kept[-1].tb_frame.f_code, kept[-1].tb_lasti):
                    kept.pop()
        elif code.co_name != TRAMPOLINE:
            kept.append(here)
    return kept


def _hands_over(code: CodeType, at: int) -> bool:
    """Whether the instruction at `at` is a call of `handle_torch_function`, or of an operator, which does that itself."""
    if code.co_filename.endswith("/torch/_ops.py"):
        return True
    if "/torch/" not in code.co_filename or "handle_torch_function" not in code.co_names:
        return False
    positions = list(code.co_positions())
    start = positions[at >> 1][::2]
    return any(
        instruction.argval == "handle_torch_function" and positions[instruction.offset >> 1][::2] == start
        for instruction in dis.get_instructions(code)
    )
