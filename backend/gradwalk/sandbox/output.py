"""What a run writes, taken in chunks up to a cap, and cut into complete lines."""

import asyncio
from collections.abc import Callable

from ..recording.wire import MOST_BATCHES


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


class Output(asyncio.Protocol):
    """The reading end of a child's result pipe. Calls `on_full` when the run writes more than `cap` bytes."""

    def __init__(self, cap: int, on_full: Callable[[], None]) -> None:
        self.written = Capped(cap)
        self._on_full = on_full
        self._transport: asyncio.BaseTransport | None = None
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Reading begins."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Keep what fits."""
        already_over = self.written.over
        self.written.take(data)
        if self.written.over and not already_over:
            self._on_full()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Nobody writes any more."""
        if not self._ended.done():
            self._ended.set_result(None)

    async def end(self, seconds: float) -> None:
        """Wait until everything is read, but no longer than `seconds`: then what is there counts."""
        await asyncio.wait([self._ended], timeout=seconds)

    def close(self) -> None:
        """Read nothing more."""
        if self._transport is not None:
            self._transport.close()
