"""Picks out of a recording what a test asks about."""

from collections.abc import Callable
from typing import Any

from gradwalk.recording.functions import Function
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Step

Record = Callable[..., Recording]


def of(recording: Recording, kind: type[Step]) -> Any:
    """The steps of one type."""
    return [step for step in recording.steps if isinstance(step, kind)]


def function(recording: Recording, name: str | None) -> Function:
    """The function with the id `name`."""
    assert name is not None
    return recording.functions[int(name[1:]) - 1]


def named(recording: Recording, *names: str) -> list[Function]:
    """The functions that torch calls by one of `names`."""
    return [row for row in recording.functions if row.name in names]


def first(recording: Recording, value: int | None) -> Any:
    """The elements of a value; None for an undefined one."""
    return None if value is None else recording.values[value].first


def firsts(recording: Recording, values: tuple[int | None, ...]) -> list[Any]:
    """The elements of several values."""
    return [first(recording, value) for value in values]
