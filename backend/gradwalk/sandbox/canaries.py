"""Programs that must not succeed. They run whenever a zygote starts; where one gets through, there is no sandbox."""

import asyncio
from collections.abc import Awaitable, Callable

from pydantic import ValidationError

from ..errors import SandboxUnavailableError
from ..recording.recording import Options, Program
from ..recording.steps import Print
from ..recording.wire import Batch
from .limits import Limits
from .runner import RunResult

LIMITS = Limits(wall_seconds=5, cpu_seconds=2)
HELD = "held"
ATTEMPTS = {
    "read a file": "open('/etc/passwd').read()",
    "write a file": "os.open('/tmp/gradwalk-canary', os.O_CREAT | os.O_WRONLY)",
    "fork": "os.fork()",
    "start a program": "os.execv('/bin/true', ['true'])",
    "open a socket": "socket.socket()",
    "signal its parent": "os.kill(os.getppid(), 0)",
}


def source(attempt: str) -> str:
    """A program that prints `HELD` if the system refuses `attempt`, and nothing like it otherwise."""
    return f"import os, socket\ntry:\n    {attempt}\nexcept OSError:\n    print({HELD!r})\n"


def held(lines: list[bytes]) -> bool:
    """Whether a canary's recording is whole and says that the system refused it."""
    try:
        batches = [Batch.model_validate_json(line) for line in lines]
    except ValidationError:
        return False
    printed = "".join(step.text for batch in batches for step in batch.steps if isinstance(step, Print))
    return printed == f"{HELD}\n"


async def check(run: Callable[[Program, Limits], Awaitable[RunResult]]) -> None:
    """Try everything, each attempt in a `run` of its own.

    Raises:
        SandboxUnavailableError: naming what a program could do.
    """
    results = await asyncio.gather(
        *(run(Program(source=source(attempt), options=Options()), LIMITS) for attempt in ATTEMPTS.values())
    )
    through = [name for name, result in zip(ATTEMPTS, results, strict=True) if not held(result.lines)]
    if through:
        raise SandboxUnavailableError(f"the sandbox does not hold: a program could {', '.join(through)}")
