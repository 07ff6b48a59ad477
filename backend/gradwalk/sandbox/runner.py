"""The server's end of one child: its pipes, its clock, and how it ended."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from io import FileIO
from time import monotonic
from typing import NamedTuple

from ..errors import SandboxError
from ..recording.jacobian import Question
from ..recording.progress import Progress, Told
from ..recording.recording import Program
from ..recording.wire import RunReport
from .limits import Limits
from .output import Output
from .pipes import Sender
from .protocol import Ended, Job, encode_job
from .status import RECORDER_FAILED, KillReason, report, where

Written = Callable[[list[bytes]], None]

# More than it takes to lock a process and wait.
_IDLE_CPU_SECONDS = 0.1
_LOG = logging.getLogger(__name__)


class ZygoteLostError(SandboxError):
    """The zygote died or hangs; what ran in it may be tried again in another."""


class RunResult(NamedTuple):
    """What a run wrote, in complete lines without their newlines, and what the sandbox saw of its end."""

    lines: list[bytes]
    report: RunReport


class Runner:
    """A forked, locked process that waits for its one program. Whoever had it forked must `discard` it.

    `forked` and `ended` are set by what the zygote says, or get a ZygoteLostError.
    """

    def __init__(self, limits: Limits, baseline_bytes: int, patience: float, kill: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self.pid: int | None = None
        self.forked: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[Ended] = loop.create_future()
        self._limits = limits
        self._baseline_bytes = baseline_bytes
        self._patience = patience
        self._kill = kill
        self._killed_for: KillReason | None = None
        self._job: Sender | None = None
        self._output: Output | None = None

    def connect(self) -> tuple[FileIO, FileIO]:
        """Make the pipes; returns the child's ends, where it reads and where it writes, which the caller must close.

        Raises:
            OSError: if this process may open no more.
        """
        source, to_child = os.pipe()
        try:
            from_child, result = os.pipe()
        except OSError:
            os.close(source)
            os.close(to_child)
            raise
        self._job = Sender(to_child)
        self._output = Output(from_child, self._limits.recording_bytes, lambda: self.kill("recording_bytes"))
        return FileIO(source, "rb"), FileIO(result, "wb")

    async def run(
        self,
        program: Program,
        written: Written | None = None,
        question: Question | None = None,
        told: Told | None = None,
    ) -> RunResult:
        """Feed it `program` and wait for its end.

        Args:
            program: the program.
            question: what to answer about it while it runs.
            written: is told all that it wrote, as soon as that is all: its process takes a while longer to end.
            told: is told how many steps it has recorded, whenever there are more.

        Raises:
            ZygoteLostError: if the zygote died.
            TimeoutError: if the zygote does not say how the run ended.
        """
        assert self._job is not None
        assert self._output is not None
        start = monotonic()
        if written is not None:
            self._output.when_ended(written)
        if told is not None:
            told(Progress(stage="running", steps=0))
            self._output.when_steps(lambda steps: told(Progress(stage="running", steps=steps)))
        # It may have died while it waited, and its pipe with it; how is for the zygote to say.
        self._job.send(encode_job(Job(program, self._limits, question)))
        clock = asyncio.get_running_loop().call_later(self._limits.wall_seconds, self.kill, "wall_time")
        try:
            async with asyncio.timeout(self._limits.wall_seconds + self._patience):
                ended = await asyncio.shield(self.ended)
        finally:
            clock.cancel()
        seconds = monotonic() - start
        await self._output.end(self._patience)
        output = self._output.written
        if os.WIFEXITED(ended.status) and os.WEXITSTATUS(ended.status) == RECORDER_FAILED:
            _LOG.warning("the recorder failed: %s", where(output.rest()[-4000:].decode(errors="replace")))
        killed_for = "recording_bytes" if output.over else self._killed_for
        return RunResult(output.lines(), report(ended, killed_for, seconds, self._limits, self._baseline_bytes))

    @property
    def died_unheard(self) -> bool:
        """Whether somebody else killed it before it wrote anything: maybe while it still waited for its program."""
        if self._killed_for is not None or not self.ended.done() or self.ended.cancelled() or self.ended.exception():
            return False
        ended = self.ended.result()
        killed = os.WIFSIGNALED(ended.status) and os.WTERMSIG(ended.status) == signal.SIGKILL
        return (
            killed
            and ended.cpu_seconds < _IDLE_CPU_SECONDS
            and self._output is not None
            and not self._output.written.lines()
        )

    def kill(self, reason: KillReason | None = None) -> None:
        """Have it killed, if it still runs; the first reason counts."""
        if not self.ended.done():
            self._killed_for = self._killed_for or reason
            self._kill()

    def is_forked(self, pid: int) -> None:
        """The zygote says that it is there."""
        self.pid = pid
        if not self.forked.done():
            self.forked.set_result(None)

    def has_ended(self, ended: Ended) -> None:
        """The zygote says how it ended."""
        if not self.ended.done():
            self.ended.set_result(ended)

    def fail(self, error: SandboxError) -> None:
        """The zygote will not say anything of it any more."""
        for future in (self.forked, self.ended):
            if not future.done():
                future.set_exception(error)

    async def discard(self) -> None:
        """Leave nothing of it: no process, no descriptor."""
        self.kill()
        await asyncio.wait([self.ended], timeout=self._patience)
        if self._job is not None:
            self._job.close()
        if self._output is not None:
            self._output.close()
        for future in (self.forked, self.ended):
            if not future.cancel() and not future.cancelled():
                # Asked for, so that asyncio does not report as lost what nobody needs any more.
                future.exception()
