"""Who runs next: so many at a time, a bounded queue in front of them, and turns that go round between clients."""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import zip_longest
from time import monotonic

from ..errors import SandboxBusyError
from ..recording.progress import Progress, Told

_MOST_RETRY_SECONDS = 60
# How much the newest run counts in what a run is thought to take.
_NEWEST = 0.2
_FIRST_GUESS_SECONDS = 1.0


@dataclass(eq=False, slots=True)
class _Waiter:
    """One who waits for a turn, and how many it was told are before it."""

    turn: "asyncio.Future[None]"
    told: Told | None
    ahead: int | None = None


class Turns:
    """Gives turns to clients.

    A client that has waited longest since its last turn is next, whatever it has queued. When the queue is full, whoever
    has the most in it gives its newest place up for a client that has less.
    """

    def __init__(self, places: int, queue: int) -> None:
        """Begin with nobody waiting.

        Args:
            places: how many may have a turn at a time.
            queue: how many more may wait.
        """
        self.places = places
        self.queue = queue
        self._free = places
        # The next to have a turn first.
        self._waiting: dict[str, deque[_Waiter]] = {}
        self._seconds = _FIRST_GUESS_SECONDS

    @property
    def running(self) -> int:
        """How many have a turn."""
        return self.places - self._free

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return sum(map(len, self._waiting.values()))

    @property
    def retry_after(self) -> int:
        """Seconds after which a place is likely to be free for one who comes now, from what runs have taken lately."""
        seconds = (self.waiting + 1) * self._seconds / self.places
        return max(1, min(_MOST_RETRY_SECONDS, math.ceil(seconds)))

    @asynccontextmanager
    async def turn(self, client: str, told: Told | None = None) -> AsyncIterator[None]:
        """Wait for a turn and have it. Who is cancelled while it waits leaves the queue at once.

        Args:
            client: whose turn it is.
            told: is told that it has to wait, if it has, and how many are before it whenever that changes.

        Raises:
            SandboxBusyError: if the queue is full.
        """
        if self._free and not self._waiting:
            self._free -= 1
        else:
            await self._wait(client, told)
        start = monotonic()
        try:
            yield
        finally:
            self._seconds += _NEWEST * (monotonic() - start - self._seconds)
            self._pass_on()

    async def _wait(self, client: str, told: Told | None) -> None:
        if self.waiting >= self.queue and not self._make_room(client):
            raise SandboxBusyError(self.retry_after)
        mine = _Waiter(asyncio.get_running_loop().create_future(), told)
        self._waiting.setdefault(client, deque()).append(mine)
        self._tell()
        try:
            await mine.turn
        except asyncio.CancelledError:
            if mine.turn.done() and not mine.turn.cancelled():
                # It was given a turn and cannot use it any more.
                self._pass_on()
            else:
                self._leave(client, mine)
            raise

    def _tell(self) -> None:
        """Have everyone who waits know how many are before them, as turns go round now."""
        rounds = zip_longest(*self._waiting.values())
        for ahead, waiter in enumerate(waiter for each in rounds for waiter in each if waiter is not None):
            if waiter.told is not None and waiter.ahead != ahead:
                waiter.ahead = ahead
                waiter.told(Progress(stage="queued", ahead=ahead))

    def _make_room(self, client: str) -> bool:
        has = len(self._waiting.get(client, ()))
        greediest = max(self._waiting, key=lambda other: len(self._waiting[other]), default=None)
        if greediest is None or len(self._waiting[greediest]) <= has + 1:
            return False
        newest = self._waiting[greediest][-1]
        self._leave(greediest, newest)
        newest.turn.set_exception(SandboxBusyError(self.retry_after))
        return True

    def _leave(self, client: str, waiter: _Waiter) -> None:
        queued = self._waiting.get(client)
        if queued is not None and waiter in queued:
            queued.remove(waiter)
            if not queued:
                del self._waiting[client]
            self._tell()

    def _pass_on(self) -> None:
        """Give the turn that has ended to the next."""
        while self._waiting:
            client = next(iter(self._waiting))
            queued = self._waiting.pop(client)
            waiter = queued.popleft()
            if queued:
                self._waiting[client] = queued
            if not waiter.turn.done():
                waiter.turn.set_result(None)
                self._tell()
                return
        self._free += 1
