"""Every function runs in torch's own order, and what it received and sent is what it does in the plain program, bit for bit."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.recording import Recording

from .conftest import forked
from .corpus import EVERY
from .running import plain, recorded


@pytest.mark.parametrize("name", EVERY)
def test_every_function_runs_as_in_the_plain_program(record: Callable[..., Recording], name: str) -> None:
    ran: Any = forked(lambda: plain(EVERY[name]))
    assert repr(recorded(record(EVERY[name]))) == repr(ran)
