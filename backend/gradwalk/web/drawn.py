"""What was drawn lately is kept, and what is being drawn is not drawn twice: pictures take the processor for long."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_MOST_BYTES = 32 << 20


class Drawn:
    """The pictures of a server, by what they show.

    Args:
        most_bytes: how much is kept; what was asked for longest ago goes first.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, _Making] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """The picture that `key` names, made by `make` if nobody has done so or does. The last who leaves ends the making."""
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = _Making(asyncio.ensure_future(make()))
        making.waiting += 1
        try:
            made = await asyncio.shield(making.task)
        finally:
            making.waiting -= 1
            if making.waiting == 0:
                making.task.cancel()
                self._making.pop(key, None)
        self._keep(key, made)
        return made

    def _keep(self, key: str, made: bytes) -> None:
        if key in self._kept or len(made) > self._most:
            return
        self._kept[key] = made
        self._bytes += len(made)
        while self._bytes > self._most:
            self._bytes -= len(self._kept.popitem(last=False)[1])


@dataclass(slots=True)
class _Making:
    task: "asyncio.Future[bytes]"
    waiting: int = 0
