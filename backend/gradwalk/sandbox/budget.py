"""How many seconds of runs there may be a minute."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from ..errors import SandboxBusyError

_SECOND = 10**9
_WINDOW = 60 * _SECOND


class Budget:
    """Running seconds, counted over the last minute when a run has ended.

    Args:
        seconds: how many there may be; None for as many as the places give.
        clock: the time in seconds.
    """

    def __init__(self, seconds: float | None, clock: Callable[[], float] = monotonic) -> None:
        # Whole nanoseconds: sums of them are exact, so that the end of a wait is not missed by a rounding.
        self._allowed = None if seconds is None else _nanoseconds(seconds)
        self._clock = clock
        self._spent: deque[tuple[int, int]] = deque()

    def check(self) -> None:
        """Look before a run.

        Raises:
            SandboxBusyError: if the last minute's runs have used it up; it says when they no longer will have.
        """
        if self._allowed is None:
            return
        now = _nanoseconds(self._clock())
        while self._spent and self._spent[0][0] <= now - _WINDOW:
            self._spent.popleft()
        total = sum(took for _, took in self._spent)
        if total < self._allowed:
            return
        for ended, took in self._spent:
            total -= took
            if total < self._allowed:
                raise SandboxBusyError(max(1, -((now - ended - _WINDOW) // _SECOND)))

    def spend(self, seconds: float) -> None:
        """A run has taken so long."""
        if self._allowed is not None:
            self._spent.append((_nanoseconds(self._clock()), _nanoseconds(seconds)))


def _nanoseconds(seconds: float) -> int:
    return round(seconds * _SECOND)
