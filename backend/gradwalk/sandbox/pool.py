"""Children that were forked and locked ahead of need."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from ..errors import SandboxError
from .runner import Runner

_LOG = logging.getLogger(__name__)


class Pool:
    """Keeps up to `size` locked children waiting for their programs. Each is given out once and never comes back."""

    def __init__(self, size: int, fork: Callable[[], Awaitable[Runner]]) -> None:
        self._size = size
        self._fork = fork
        self._spare: deque[Runner] = deque()
        self._filling: asyncio.Task[None] | None = None
        self._discarding: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that wait."""
        return tuple(runner.pid for runner in self._spare if runner.pid is not None)

    def take(self) -> Runner | None:
        """The child that has waited longest, None if there is none."""
        while self._spare:
            runner = self._spare.popleft()
            if not runner.ended.done():
                return runner
            self._discard(runner)
        return None

    def fill(self) -> None:
        """Have as many forked as are missing, in the background."""
        if not self._closed and len(self._spare) < self._size and (self._filling is None or self._filling.done()):
            self._filling = asyncio.create_task(self._fill())

    def stop(self) -> None:
        """Fork no more: that what would fork goes away is no news then."""
        self._closed = True

    async def close(self) -> None:
        """Leave nothing of those that wait."""
        self.stop()
        if self._filling is not None:
            self._filling.cancel()
            await asyncio.wait([self._filling])
        while self._spare:
            self._discard(self._spare.popleft())
        if self._discarding:
            await asyncio.wait(self._discarding)

    async def _fill(self) -> None:
        while len(self._spare) < self._size:
            try:
                runner = await self._fork()
            except SandboxError as error:
                # What runs out comes back: the next who asks tries again.
                if not self._closed:
                    _LOG.warning("no process ahead of need: %s", error)
                return
            self._spare.append(runner)
            runner.ended.add_done_callback(partial(self._has_died, runner))

    def _has_died(self, runner: Runner, _: object) -> None:
        if runner in self._spare:
            self._spare.remove(runner)
            self._discard(runner)

    def _discard(self, runner: Runner) -> None:
        task = asyncio.create_task(runner.discard())
        self._discarding.add(task)
        task.add_done_callback(self._discarding.discard)
