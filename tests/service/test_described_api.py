"""schemathesis asks whatever the OpenAPI document allows, and what it forbids, and follows the links in what is answered."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Serve

ENDLESS = {
    "runs_per_minute": "1000000",
    "pictures_per_minute": "1000000",
    "reads_per_minute": "1000000",
    "wall_seconds": "2",
    "cpu_seconds": "2",
}


@pytest.mark.parametrize(("examples", "cases"), [(30, 200), pytest.param(2000, 2000, marks=pytest.mark.full)])
def test_every_answer_is_as_described_and_none_is_a_failure(
    serve: Serve, tmp_path: Path, examples: int, cases: int
) -> None:
    server = serve(**ENDLESS)
    server.runs()
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{server.client.base_url}/openapi.json"),
            *("--checks", "all", "--max-examples", str(examples), "--seed", "0", "--generation-deterministic"),
            # In its place is what well_formed.py adds to all.
            *("--exclude-checks", "positive_data_acceptance", "--request-timeout", "30", "--no-color"),
        ],
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(Path(__file__).with_name("well_formed.py"))},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert _number(r"(\d+) generated", done.stdout) >= cases
    assert _number(r"API Links: +(\d+) covered", done.stdout) >= 2
    assert "Traceback" not in server.log.read_text()
    assert 'status="500"' not in server.client.get("/metrics").text


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, text
    return int(found[1])
