"""A program behaves as it does without the recorder: output, warnings, errors, line numbers, life times, random numbers."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.recording import Options, Program, Recording

from .aftermath import recorded
from .conftest import forked
from .corpus import EVERY
from .plain import behaviour_of, run, same

# A tensor subclass written in Python is asked for its shape and layout through its own `__torch_dispatch__`.
ASKED = {"a jagged tensor"}


@pytest.mark.parametrize("name", EVERY)
def test_a_program_cannot_tell_that_it_is_recorded(record: Callable[..., Recording], name: str) -> None:
    ran: Any = forked(lambda: run(EVERY[name]))
    shown = behaviour_of(record(EVERY[name]))
    assert shown.stdout == ran.behaviour.stdout
    assert same(shown, ran.behaviour), (shown, ran.behaviour)


@pytest.mark.parametrize("name", EVERY)
def test_a_program_leaves_what_it_leaves_without_the_recorder(name: str) -> None:
    program = Program(source=EVERY[name], options=Options())
    ran: Any = forked(lambda: run(EVERY[name], memory=True))
    left: Any = forked(lambda: recorded(program))
    if name in ASKED:
        assert left.memory[-1] == ran.left.memory[-1]
        left.operations, left.memory = ran.left.operations, ran.left.memory
    assert left == ran.left
