"""How far a run has come, for whoever waits for its recording."""

from collections.abc import Callable
from typing import Literal

from .base import Count, Model


class Progress(Model):
    """Where a program is on its way to a recording.

    - `queued`: it waits for a place, behind `ahead` others, and is told anew when that changes
    - `running`: `steps` have been recorded so far, as the run itself says
    - `laying_out`: it has ended, and its recording is explained and laid out
    """

    stage: Literal["queued", "running", "laying_out"]
    ahead: Count | None = None
    steps: Count | None = None


Told = Callable[[Progress], None]
