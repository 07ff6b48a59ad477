"""schemathesis asks whatever the OpenAPI document allows, and what it forbids, and follows what is answered."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Serve

ENDLESS = {"runs_per_minute": "1000000", "reads_per_minute": "1000000", "wall_seconds": "2", "cpu_seconds": "2"}


@pytest.mark.parametrize("examples", [12, pytest.param(250, marks=pytest.mark.full)])
def test_every_answer_is_as_described_and_none_is_a_failure(serve: Serve, tmp_path: Path, examples: int) -> None:
    server = serve(**ENDLESS)
    server.runs()
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{server.client.base_url}/openapi.json"),
            *("--checks", "all", "--max-examples", str(examples), "--seed", "0", "--generation-deterministic"),
            *("--request-timeout", "30", "--no-color"),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Traceback" not in server.log.read_text()
