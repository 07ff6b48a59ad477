"""One sandbox for the session, and eyes for what it leaves behind."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from gradwalk.recording.assemble import assemble
from gradwalk.recording.recording import Options, Program, Recording
from gradwalk.recording.steps import Error, Print
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.sandbox import Sandbox

# See prctl(2): orphans then come to the process that has set it.
PR_SET_CHILD_SUBREAPER = 36
ORDINARY_USER = 61998
# The interpreter may lie where only root can read.
_BECOME_ONE = (
    *("setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups"),
    *("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"),
)
# No end of a run takes longer than its limit, and this many seconds.
SLACK = 2.0

Record = Callable[..., Coroutine[Any, Any, Recording]]


@pytest.fixture(scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox as the server starts it."""
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.close()


@pytest.fixture
def ordinary_user() -> tuple[str, ...]:
    """What to write before a command that an ordinary user is to run: nothing, where this is one."""
    if os.geteuid():
        return ()
    if (
        not shutil.which(_BECOME_ONE[0])
        or subprocess.run([*_BECOME_ONE, sys.executable, "-c", ""], check=False).returncode
    ):
        pytest.skip("this root cannot become an ordinary user that can still read the interpreter")
    return _BECOME_ONE


def program(source: str) -> Program:
    return Program(source=source, options=Options())


async def record_in(sandbox: Sandbox, source: str, limits: Limits) -> Recording:
    """Run `source` and put the recording together."""
    result = await sandbox.run(program(source), limits)
    return assemble(program(source), "a" * 26, sandbox.engine, result.lines, result.report)


@pytest.fixture
async def record(sandbox: Sandbox) -> AsyncIterator[Record]:
    """Record in the session's sandbox. Afterwards no process of any run may be left."""

    async def record(source: str, limits: Limits | None = None) -> Recording:
        return await record_in(sandbox, source, limits or Limits())

    yield record
    await sandbox.ready()
    assert await only_spares(sandbox)


def printed(recording: Recording) -> str:
    return "".join(step.text for step in recording.steps if isinstance(step, Print))


def error(recording: Recording) -> str | None:
    """The exception that ended the program, with its message."""
    return next((f"{step.exception}: {step.message}" for step in recording.steps if isinstance(step, Error)), None)


def children(pid: int) -> list[int]:
    """The processes that `pid` has started, zombies too."""
    return [other for other, parent in _parents().items() if parent == pid]


def descendants(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that they have."""
    return [found for child in children(pid) for found in (child, *descendants(child))]


async def only_spares(sandbox: Sandbox) -> bool:
    """Whether the zygote's children are soon as many as are to wait for programs, and no others."""
    async with asyncio.timeout(SLACK):
        while len(sandbox.state.spares) < sandbox.settings.spares or running(sandbox):
            await asyncio.sleep(0.01)
    return True


def running(sandbox: Sandbox) -> list[int]:
    """The processes that run a program."""
    spares = set(sandbox.state.spares)
    return [pid for pid in children(sandbox.zygote_pid) if pid not in spares]


def is_running(pid: int) -> bool:
    return pid in _parents()


def descriptors() -> dict[str, str]:
    """What this process has open, by descriptor."""
    opened = {}
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            opened[link.name] = str(link.readlink())
    return opened


def _parents() -> dict[int, int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                # The name, in parentheses, may have spaces in it.
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return parents
