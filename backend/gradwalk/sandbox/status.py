"""From what wait4 and the server's clock saw of a run's end to a report. Nothing that the run wrote has a say in it."""

import os
import re
import signal
from typing import Literal

from ..recording.wire import RunEnd, RunReport
from .limits import Limits
from .protocol import Ended

# The child's own exit statuses; a program can end with one of them too, and only spoils its own report.
LOCK_FAILED = 120
RECORDER_FAILED = 121
OUT_OF_MEMORY = 122

KillReason = Literal["wall_time", "recording_bytes"]

# What a traceback on one line may say in the log: our own files, and the kind of the error. Its message may be the
# program's, as may all of it.
_PLACE = re.compile(r'/gradwalk/((?:\w+/)*\w+\.py)", line (\d{1,6})')
_KIND = re.compile(r"(?:^|\| )(\w{1,60}(?:Error|Exception|Interrupt|Exit))\b")
_MOST_PLACES = 10

_WORDS = {
    LOCK_FAILED: "the process could not be locked, so the program did not run",
    RECORDER_FAILED: "the recorder failed",
}


def report(
    ended: Ended, killed_for: KillReason | None, seconds: float, limits: Limits, baseline_bytes: int
) -> RunReport:
    """Say how a run ended.

    Args:
        ended: what wait4 said.
        killed_for: why the server asked for its end, if it did, or would have if it had been quicker.
        seconds: wall time from the program's start to its end.
        limits: the run's limits.
        baseline_bytes: what a run of an empty program takes; `memory_bytes` counts from there.
    """
    memory = max(0, ended.peak_bytes - baseline_bytes)
    end, detail = _end(ended, killed_for, limits, memory)
    return RunReport(end=end, detail=detail, seconds=seconds, memory_bytes=memory)


def _end(ended: Ended, killed_for: KillReason | None, limits: Limits, memory: int) -> tuple[RunEnd, str | None]:
    if killed_for == "recording_bytes":
        return "recording_bytes", None
    if not os.WIFSIGNALED(ended.status):
        return _of_its_own(os.waitstatus_to_exitcode(ended.status))
    by = os.WTERMSIG(ended.status)
    if by == signal.SIGXCPU or (by == signal.SIGKILL and ended.cpu_seconds >= limits.cpu_seconds):
        return "cpu_time", None
    if by == signal.SIGKILL and killed_for is not None:
        return killed_for, None
    # The kernel kills the largest when memory runs out; C++ aborts on a bad_alloc that nobody catches.
    if by in (signal.SIGKILL, signal.SIGABRT) and memory >= limits.memory_bytes // 2:
        return "memory", None
    return "signal", f"the process was ended by {signal.Signals(by).name}"


def _of_its_own(code: int) -> tuple[RunEnd, str | None]:
    if code == 0:
        return "exited", None
    if code == OUT_OF_MEMORY:
        return "memory", None
    return "signal", _WORDS.get(code, f"the process ended with status {code}")


def where(traceback: str) -> str:
    """Where and with what kind of error a recorder says that it failed: nothing that could be a program's text."""
    places = [f"{file}:{line}" for file, line in _PLACE.findall(traceback)][-_MOST_PLACES:]
    kinds = _KIND.findall(traceback)
    return f"{kinds[-1] if kinds else 'no error'} at {', '.join(places) or 'no place'}"
