"""Pictures by graphviz in forms whose end only the end of its process tells: a process each, which can be killed."""

import asyncio
import contextlib
import os
from typing import Literal

import graphviz

from ..errors import LayoutError

Bitmap = Literal["png", "pdf"]
_SECONDS = 8.0
_MOST_BYTES = 32 << 20
# Twice as fine as a page of CSS pixels, and no more than about 7000 of them on a side.
_FORMS = {"png": ("-Gdpi=144", "-Gsize=48,48"), "pdf": ()}


class Graphviz:
    """Runs graphviz, as many at a time as there are cores."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(len(os.sched_getaffinity(0)))

    async def draw(self, dot: str, form: Bitmap) -> bytes:
        """A picture in PNG or PDF. Cancelling kills the process.

        Raises:
            LayoutError: if graphviz is not there, fails, takes too long, or draws more than 32 MiB.
        """
        async with self._free:
            try:
                async with asyncio.timeout(_SECONDS):
                    return await _draw(dot.encode(), form)
            except TimeoutError:
                raise LayoutError(f"graphviz took more than {_SECONDS:g} s to draw the graph") from None


async def _draw(dot: bytes, form: Bitmap) -> bytes:
    try:
        process = await asyncio.create_subprocess_exec(
            str(graphviz.DOT_BINARY),
            *("-Kdot", "-q", f"-T{form}", *_FORMS[form]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        raise LayoutError("graphviz is not there; install graphviz") from error
    try:
        drawn, _ = await process.communicate(dot)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())
    if process.returncode != 0 or not drawn:
        raise LayoutError(f"graphviz ended with status {process.returncode}")
    if len(drawn) > _MOST_BYTES:
        raise LayoutError(f"the picture has more than {_MOST_BYTES} bytes")
    return drawn
