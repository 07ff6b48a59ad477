"""A program behaves as it does without the recorder: output, warnings, errors, line numbers, life times, random numbers."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.recording import Recording

from .conftest import forked
from .plain import behaviour_of, run, same
from .traps import SOURCES


@pytest.mark.parametrize("name", SOURCES)
def test_a_program_cannot_tell_that_it_is_recorded(record: Callable[..., Recording], name: str) -> None:
    ran: Any = forked(lambda: run(SOURCES[name]))
    recorded = behaviour_of(record(SOURCES[name]))
    assert recorded.stdout == ran.behaviour.stdout
    assert same(recorded, ran.behaviour), (recorded, ran.behaviour)
