"""What an operator may choose about the sandbox."""

import os
import sys
from dataclasses import dataclass, field

QUEUE = 16
START_SECONDS = 60.0
PATIENCE_SECONDS = 5.0
HEARTBEAT_SECONDS = 2.0


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """Choices that hold for the life of a sandbox.

    `locked` False runs programs with every right of this process's user: only for a machine that can run them nowhere
    else, and only for one's own programs. `places` programs run at a time and `queue` more wait; `spares` processes are
    forked ahead of them. The zygote runs in the interpreter `python` and has `start_seconds` to load. It is asked every
    `heartbeat_seconds` whether it lives, and is given up when what should take it milliseconds takes more than
    `patience_seconds`. `run_seconds` is how long all runs of a minute may take together, None for as long as they can.
    """

    locked: bool = True
    places: int = field(default_factory=_cores)
    queue: int = QUEUE
    spares: int = field(default_factory=lambda: _cores() + 1)
    start_seconds: float = START_SECONDS
    patience_seconds: float = PATIENCE_SECONDS
    run_seconds: float | None = None
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    python: str = sys.executable
