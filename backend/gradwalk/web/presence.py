"""Work that ends with its client's interest in it."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from fastapi import Request

Result = TypeVar("Result")


class ClientGoneError(Exception):
    """The client left before its answer was there."""


async def while_present(request: Request, work: Coroutine[None, None, Result]) -> Result:
    """The result of `work`, which is cancelled when the client closes its connection. The request's body must be read.

    Raises:
        ClientGoneError: if the client left.
    """
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientGoneError
        return task.result()
    finally:
        task.cancel()
        gone.cancel()
        await asyncio.wait({task, gone})


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
