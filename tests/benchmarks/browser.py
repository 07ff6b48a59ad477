"""Runs a benchmark in the browser of the tests, against a server of its own."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from ..load.server import serving
from .round_trip import SETTINGS

FRONTEND = Path(__file__).parents[2] / "frontend"


def measured(bench: str, program: str) -> dict[str, Any]:
    """What a benchmark in `tests/e2e` has found. Needs Chromium, and the front end as it is built.

    Args:
        bench: its file.
        program: the source that it has recorded.

    Raises:
        RuntimeError: if it does not come to its end.
    """
    with tempfile.TemporaryDirectory() as folder, serving(**SETTINGS) as server:
        source, found = Path(folder) / "program.py", Path(folder) / "found.json"
        source.write_text(program)
        done = subprocess.run(
            ["npx", "playwright", "test", "--config", "../tests/e2e/bench.config.ts", bench],
            cwd=FRONTEND,
            env={**os.environ, "BENCH_URL": server.base, "BENCH_PROGRAM": str(source), "BENCH_FOUND": str(found)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{bench} could not be measured:\n{done.stdout}{done.stderr}")
        taken: dict[str, Any] = json.loads(found.read_text())
        return taken
