"""Short work is done at once, long work where it keeps nobody waiting."""

import threading

import pytest
from gradwalk.aside import SHORT_BYTES, aside


@pytest.mark.parametrize(("size", "here"), [(0, True), (SHORT_BYTES, True), (SHORT_BYTES + 1, False)])
async def test_only_what_is_short_is_done_by_the_event_loop(size: int, here: bool) -> None:
    assert (await aside(size, threading.get_ident) == threading.get_ident()) is here


@pytest.mark.parametrize("size", [1, SHORT_BYTES + 1])
async def test_what_the_work_raises_is_raised(size: int) -> None:
    with pytest.raises(ZeroDivisionError):
        await aside(size, divmod, 1, 0)
    assert await aside(size, int, "11", base=2) == 3
