"""The server's ends of a child's pipes: one that is written to, one that is read from, each closed exactly once.

uvloop's own transports close a pipe's descriptor twice. In between it may have become somebody else's: a client's
connection, or the database's file.
"""

import asyncio
import os
from collections.abc import Callable

_CHUNK_BYTES = 65_536


class Sender:
    """Writes what it is given, and closes its end.

    Args:
        descriptor: the writing end of a pipe; it is this object's from now on.
    """

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._rest = memoryview(b"")
        self.closed = False

    def send(self, data: bytes) -> None:
        """Write `data` as the reader takes it, then close. Once only; one who reads no more loses the rest."""
        self._rest = memoryview(data)
        if self._write():
            self._loop.add_writer(self._descriptor, self._write)

    def close(self) -> None:
        """Write nothing more."""
        if not self.closed:
            self.closed = True
            self._loop.remove_writer(self._descriptor)
            os.close(self._descriptor)

    def _write(self) -> bool:
        """Whether there is more to write."""
        try:
            while self._rest:
                self._rest = self._rest[os.write(self._descriptor, self._rest) :]
        except BlockingIOError:
            return True
        except BrokenPipeError:
            pass
        self.close()
        return False


class Receiver:
    """Reads to the end, and closes its end.

    Args:
        descriptor: the reading end of a pipe; it is this object's from now on.
        take: is given whatever arrives.
    """

    def __init__(self, descriptor: int, take: Callable[[bytes], None]) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._take = take
        # Done once nobody can write any more, or nothing more is read.
        self.ended: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(descriptor, self._read)

    def close(self) -> None:
        """Read nothing more."""
        if not self.ended.done():
            self.ended.set_result(None)
            self._loop.remove_reader(self._descriptor)
            os.close(self._descriptor)

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, _CHUNK_BYTES)
        except BlockingIOError:
            return
        if data:
            self._take(data)
        else:
            self.close()
