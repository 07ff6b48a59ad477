"""The errors of a run: the one that ended the program, and those of backward calls that the program caught."""

from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import FunctionId
from ...recording.findings import Severity, TorchError
from ...recording.steps import BackwardEnd, Error
from .walk import Walk


class Failure(NamedTuple):
    """An exception: where it shows, torch's words, the function that raised, the number of the backward call."""

    at: Error | BackwardEnd
    error: TorchError
    function: FunctionId | None
    call: int | None
    severity: Severity


def failures(walk: Walk, *words: str) -> Iterator[Failure]:
    """Every exception whose message has all of `words`. What the program caught is a note: it was expected."""
    error = walk.error
    for end in walk.ends.values():
        ended = error is not None and error.call == end.call
        if end.error is not None and not ended and all(word in end.error for word in words):
            exception, _, message = end.error.partition(": ")
            yield Failure(end, TorchError(exception=exception[:200], message=message), end.failed, end.call, "note")
    if error is not None and all(word in error.message for word in words):
        told = TorchError(exception=error.exception, message=error.message)
        yield Failure(error, told, error.function, error.call, "error")
