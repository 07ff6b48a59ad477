"""The player in the browser, by its own trace: what a step and a jump cost on a graph of 50 layers, and how soon it paints.

Steps and jumps are in ms by the clock of the main thread alone, paints in ms by the wall.
"""

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ..load.server import serving
from .programs import PROGRAMS
from .round_trip import SETTINGS

FRONTEND = Path(__file__).parents[2] / "frontend"
PROGRAM = PROGRAMS["MLP of 50 layers"]
STEP_GOAL, SEEK_GOAL, FRAME_GOAL = 16.0, 50.0, 16.0
PLAYGROUND_GOAL, STORED_GOAL = 1000.0, 1500.0


def main() -> None:
    """Print what was measured, each beside its goal. Needs Chromium, and the front end as it is built."""
    with tempfile.TemporaryDirectory() as folder, serving(**SETTINGS) as server:
        program, found = Path(folder) / "program.py", Path(folder) / "found.json"
        program.write_text(PROGRAM.setup + PROGRAM.body)
        done = subprocess.run(
            ["npx", "playwright", "test", "--config", "../tests/e2e/bench.config.ts"],
            cwd=FRONTEND,
            env={**os.environ, "BENCH_URL": server.base, "BENCH_PROGRAM": str(program), "BENCH_FOUND": str(found)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"the player could not be measured:\n{done.stdout}{done.stderr}")
        taken = json.loads(found.read_text())
    print(
        f"The player, on the MLP of 50 layers, {taken['steps']} steps; ms of main-thread time, and of waiting for a paint\n"
    )
    print(f"{'':44}{'p50':>8}{'p95':>8}{'goal':>10}{'p50 / goal':>12}")
    _row("a step forward", taken["forward"]["work"], STEP_GOAL)
    _row("a step of backward", taken["backward"]["work"], STEP_GOAL)
    _row("a frame while a gradient travels", taken["backward"]["motion"], FRAME_GOAL)
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
