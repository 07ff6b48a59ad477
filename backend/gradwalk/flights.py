"""Work that several wait for is done once: whoever asks for what is under way joins in, and the last to leave ends it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from .recording.progress import Progress, Told
from .store.stored import Stored

Make = Callable[[Told], Coroutine[None, None, Stored]]


class Flights:
    """The recordings that are being made, by their ids."""

    def __init__(self) -> None:
        self._flights: dict[str, _Flight] = {}

    async def fly(self, id: str, make: Make, told: Told | None = None) -> Stored:
        """Wait for the one making of this id. Who is cancelled leaves; the last to leave ends it.

        Args:
            id: what is made.
            make: makes it, if nobody does already; says how far it has come.
            told: is told so.
        """
        flight = self._flights.get(id)
        if flight is None:
            flight = self._flights[id] = _Flight(make)
            flight.task.add_done_callback(lambda task: self._land(id, task))
        flight.join(told)
        try:
            return await asyncio.shield(flight.task)
        finally:
            if flight.leave(told) == 0 and not flight.task.done():
                self._land(id, flight.task)
                flight.task.cancel()
                # What it was made with may be closed next.
                await asyncio.wait([flight.task])

    def _land(self, id: str, task: asyncio.Task[Stored]) -> None:
        if id in self._flights and self._flights[id].task is task:
            del self._flights[id]


@dataclass(slots=True)
class _Flight:
    make: Make
    waiting: int = 0
    listening: list[Told] = field(default_factory=list)
    latest: Progress | None = None
    task: asyncio.Task[Stored] = field(init=False)

    def __post_init__(self) -> None:
        self.task = asyncio.create_task(self.make(self._tell))

    def join(self, told: Told | None) -> None:
        self.waiting += 1
        if told is not None:
            self.listening.append(told)
            if self.latest is not None:
                told(self.latest)

    def leave(self, told: Told | None) -> int:
        """How many are left."""
        self.waiting -= 1
        if told is not None:
            self.listening.remove(told)
        return self.waiting

    def _tell(self, progress: Progress) -> None:
        self.latest = progress
        for told in self.listening:
            told(progress)
