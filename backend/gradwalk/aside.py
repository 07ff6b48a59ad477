"""Work on the processor that the event loop does itself where it is short, and leaves to a thread where it is not."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

# What is no longer than this is done, in well under a millisecond, before another thread is woken for it.
SHORT_BYTES = 16 << 10

Given = ParamSpec("Given")
Made = TypeVar("Made")


async def aside(size: int, work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """What `work` makes of its arguments, without keeping other requests waiting.

    Args:
        size: of the arguments, in bytes or characters.
        work: must take time in proportion to it.
        args: for `work`.
        kwargs: for `work`.
    """
    if size <= SHORT_BYTES:
        return work(*args, **kwargs)
    return await asyncio.to_thread(work, *args, **kwargs)
