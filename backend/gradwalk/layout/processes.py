"""Layout engines in processes that are kept for the next picture, and can be killed."""

import asyncio
import contextlib
import os
from collections.abc import Sequence

from ..errors import LayoutError

_MOST_BYTES = 64 << 20
# After so many graphs a process makes room for a new one, whatever it may have left lying about.
_MOST_GRAPHS = 1000


class TooLongError(LayoutError):
    """The engine was given its time and had not come to an end."""


class Processes:
    """Starting an engine takes several times as long as a layout of a few boxes: so each process does one after another."""

    def __init__(
        self, name: str, command: Sequence[str], end: bytes, remedy: str, processes: int | None = None
    ) -> None:
        """Nothing is started before there is a graph.

        Args:
            name: what errors call the engine.
            command: reads one graph after another from stdin and answers each on stdout.
            end: what every answer ends with, and has nowhere else.
            remedy: what to do if there is no such command.
            processes: how many graphs may be laid out at a time; as many as there are cores if None.
        """
        self._name = name
        self._command = command
        self._end = end
        self._remedy = remedy
        self._free = asyncio.Semaphore(processes or len(os.sched_getaffinity(0)))
        self._idle: list[_Process] = []

    async def lay_out(self, graph: bytes, seconds: float) -> bytes:
        """What the engine answers to the graph. Cancelling kills the process.

        Args:
            graph: as the engine reads it.
            seconds: after which the process is killed.

        Raises:
            TooLongError: if it takes longer.
            LayoutError: if there is no such engine, or it fails.
        """
        async with self._free:
            try:
                async with asyncio.timeout(seconds):
                    return await self._lay_out(graph)
            except TimeoutError:
                raise TooLongError(f"{self._name} took more than {seconds:g} s to lay the graph out") from None

    async def close(self) -> None:
        """End every process. None may be at work."""
        while self._idle:
            await self._idle.pop().end()

    async def _lay_out(self, graph: bytes) -> bytes:
        while self._idle:
            kept = self._idle.pop()
            try:
                return await self._lay_out_in(kept, graph)
            except _DiedError:
                # Maybe long ago, while it waited.
                continue
        try:
            return await self._lay_out_in(await self._started(), graph)
        except _DiedError as error:
            raise LayoutError(f"{self._name} failed: {error}") from None

    async def _lay_out_in(self, process: "_Process", graph: bytes) -> bytes:
        whole = False
        try:
            places = await process.lay_out(graph, self._end)
            whole = True
            return places
        finally:
            if whole and process.graphs < _MOST_GRAPHS:
                self._idle.append(process)
            else:
                await asyncio.shield(process.end())

    async def _started(self) -> "_Process":
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=_MOST_BYTES,
            )
        except OSError as error:
            raise LayoutError(f"{self._name} is not there; {self._remedy}") from error
        return _Process(process)


class _DiedError(Exception):
    """The process ended before it had laid the graph out; the text is what it complained of."""


class _Process:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self.graphs = 0
        self._process = process
        self._asked, self._answers, self._complaints = process.stdin, process.stdout, process.stderr

    async def lay_out(self, graph: bytes, end: bytes) -> bytes:
        self.graphs += 1
        try:
            self._asked.write(graph)
            await self._asked.drain()
            return await self._answers.readuntil(end)
        except (ConnectionError, asyncio.IncompleteReadError):
            complaint = (await self._complaints.read()).decode(errors="replace")[-500:].strip()
            raise _DiedError(complaint or f"it ended with status {await self._process.wait()}") from None

    async def end(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._process.wait()
