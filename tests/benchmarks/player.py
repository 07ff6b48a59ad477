"""The player in the browser, by its own trace: what a step and a jump cost on a graph of 50 layers, and how soon it paints.

Steps and jumps are in ms by the clock of the main thread alone, paints in ms by the wall.
"""

import statistics
from collections.abc import Sequence

from .browser import measured
from .programs import PROGRAMS

PROGRAM = PROGRAMS["MLP of 50 layers"]
STEP_GOAL, SEEK_GOAL, FRAME_GOAL = 16.0, 50.0, 16.0
PLAYGROUND_GOAL, STORED_GOAL = 1000.0, 1500.0


def main() -> None:
    """Print what was measured, each beside its goal. Needs Chromium, and the front end as it is built."""
    taken = measured("player.bench.ts", PROGRAM.setup + PROGRAM.body)
    print(
        f"The player, on the MLP of 50 layers, {taken['steps']} steps; ms of main-thread time, and of waiting for a paint\n"
    )
    print(f"{'':44}{'p50':>8}{'p95':>8}{'goal':>10}{'p50 / goal':>12}")
    forward, backward = taken["forward"], taken["backward"]
    _row("a step, all along the recording", forward["work"] + backward["work"], STEP_GOAL)
    _row("of them, forward", forward["work"], STEP_GOAL)
    _row("of them, of backward", backward["work"], STEP_GOAL)
    _row("a frame while a gradient travels", backward["motion"], FRAME_GOAL)
    _row("the longest task at rest after it", backward["rest"], FRAME_GOAL)
    _row("a jump to anywhere", taken["seek"]["work"], SEEK_GOAL)
    for what, goal, name in (
        ("the playground", PLAYGROUND_GOAL, "playground"),
        ("a stored recording", STORED_GOAL, "stored"),
    ):
        _row(f"{what}: first paint", [paint["first"] for paint in taken[name]], goal)
        _row(f"{what}: the picture", [paint["picture"] for paint in taken[name]], goal)


def _row(name: str, taken: Sequence[float], goal: float) -> None:
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"{name:44}{p50:8.1f}{p95:8.1f}{f'< {goal:.0f}':>10}{p50 / goal:12.2f}")
