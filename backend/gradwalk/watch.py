"""What the service tells of its work while it does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Literal, Protocol

Stage = Literal["policy", "read", "run", "assemble", "explain", "layout", "pack", "write"]


class Watcher(Protocol):
    """Is told; what it makes of it is its own."""

    def took(self, stage: Stage, seconds: float) -> None:
        """A stage of the way from a text to a recording has ended, well or not."""

    def answered(self, kept: bool) -> None:
        """A recording was found in the store (`kept`), or made."""

    def ended(self, kind: str) -> None:
        """A run ended with an outcome of this kind."""


class Nobody:
    """A watcher that is not there."""

    def took(self, stage: Stage, seconds: float) -> None:
        """Nothing."""

    def answered(self, kept: bool) -> None:
        """Nothing."""

    def ended(self, kind: str) -> None:
        """Nothing."""


@contextmanager
def timed(watcher: Watcher, stage: Stage) -> Iterator[None]:
    """Tell `watcher` how long what is inside takes."""
    start = perf_counter()
    try:
        yield
    finally:
        watcher.took(stage, perf_counter() - start)
