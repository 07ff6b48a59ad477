"""How many seconds of runs there may be a minute."""

import math
from collections import deque
from collections.abc import Callable
from time import monotonic

from ..errors import SandboxBusyError

WINDOW_SECONDS = 60.0


class Budget:
    """Running seconds, counted over the last minute when a run has ended.

    Args:
        seconds: how many there may be; None for as many as the places give.
        clock: the time in seconds.
    """

    def __init__(self, seconds: float | None, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = math.inf if seconds is None else seconds
        self._clock = clock
        self._spent: deque[tuple[float, float]] = deque()

    def check(self) -> None:
        """Look before a run.

        Raises:
            SandboxBusyError: if the last minute's runs have used it up; it says when they no longer will have.
        """
        now = self._clock()
        while self._spent and self._spent[0][0] <= now - WINDOW_SECONDS:
            self._spent.popleft()
        total = sum(seconds for _, seconds in self._spent)
        if total < self._seconds:
            return
        for ended, seconds in self._spent:
            total -= seconds
            if total < self._seconds:
                raise SandboxBusyError(max(1, math.ceil(ended + WINDOW_SECONDS - now)))

    def spend(self, seconds: float) -> None:
        """A run has taken so long."""
        if self._seconds != math.inf:
            self._spent.append((self._clock(), seconds))
