"""What a run writes, taken in chunks up to a cap, and cut into complete lines."""

import asyncio
from collections.abc import Callable

from ..recording.wire import MOST_BATCHES, STEP_KEY
from .pipes import Receiver


class Capped:
    """The first `cap` bytes of a stream."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._data = bytearray()
        self.over = False

    def take(self, data: bytes) -> None:
        """Keep what fits; `over` then says whether something did not, now or before."""
        room = self._cap - len(self._data)
        self.over = self.over or len(data) > room
        self._data += data[:room]

    def lines(self) -> list[bytes]:
        """Every line that its newline completed, without it; of far too many only so many that their number shows it."""
        return bytes(self._data).split(b"\n", MOST_BATCHES + 1)[:-1]

    def rest(self) -> bytes:
        """What stands after the last newline."""
        return bytes(self._data).rpartition(b"\n")[2]


class Output:
    """All that a run writes. Calls `on_full` when that is more than `cap` bytes.

    Args:
        descriptor: the reading end of the run's result; it is this object's from now on.
        cap: the most bytes that are kept.
        on_full: is called once.
    """

    def __init__(self, descriptor: int, cap: int, on_full: Callable[[], None]) -> None:
        self.written = Capped(cap)
        self._on_full = on_full
        self._on_steps: Callable[[int], None] | None = None
        self._steps, self._end = 0, b""
        self._receiver = Receiver(descriptor, self._take)

    def when_ended(self, call: Callable[[list[bytes]], None]) -> None:
        """Have `call` told every complete line, once nobody can write any more."""
        self._receiver.ended.add_done_callback(lambda _: call(self.written.lines()))

    def when_steps(self, call: Callable[[int], None]) -> None:
        """Have `call` told how many steps there are, whenever there are more. It is the run's own word."""
        self._on_steps = call

    async def end(self, seconds: float) -> None:
        """Wait until everything is read, but no longer than `seconds`: then what is there counts."""
        await asyncio.wait([self._receiver.ended], timeout=seconds)

    def close(self) -> None:
        """Read nothing more."""
        self._receiver.close()

    def _take(self, data: bytes) -> None:
        if self._on_steps is not None:
            self._count(data, self._on_steps)
        already_over = self.written.over
        self.written.take(data)
        if self.written.over and not already_over:
            self._on_full()

    def _count(self, data: bytes, call: Callable[[int], None]) -> None:
        # Chunks end anywhere.
        found = (self._end + data).count(STEP_KEY)
        self._end = (self._end + data)[-len(STEP_KEY) + 1 :]
        if found:
            self._steps += found
            call(self._steps)
