"""The same attacks where server, zygote and programs are all one ordinary user: the wall needs no root."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .test_hostile import IN_FULL_ONLY, PROGRAMS

HERE = Path(__file__).parent


ATTACKS = f"{HERE / 'test_hostile.py'}::test_nothing_gets_out"


def one_of_each_category() -> list[str]:
    """The first quick attack of each, and everything against the recorder."""
    quick = [case for case in PROGRAMS if case["name"] not in IN_FULL_ONLY]
    first = {case["category"]: case["name"] for case in reversed(quick)}
    return [*first.values(), *(case["name"] for case in quick if case["category"] == "recorder")]


@pytest.mark.parametrize(
    "attacks",
    [
        pytest.param([f"{ATTACKS}[{name}]" for name in dict.fromkeys(one_of_each_category())], id="a sample"),
        pytest.param([ATTACKS], id="all", marks=pytest.mark.full),
    ],
)
def test_nothing_gets_out_as_an_ordinary_user(
    ordinary_user: tuple[str, ...], tmp_path: Path, attacks: list[str]
) -> None:
    if not ordinary_user:
        pytest.skip("this is one already")
    # The way there must be open, too.
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o711)
    (tmp_path / "runs").mkdir()
    tmp_path.chmod(0o777)
    (tmp_path / "runs").chmod(0o777)
    done = subprocess.run(
        [*ordinary_user, sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", *attacks],
        env={**os.environ, "PYTEST_DEBUG_TEMPROOT": str(tmp_path / "runs"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    summary = done.stdout.splitlines()[-1]
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert int(summary.split()[0]) >= len(attacks)
    assert " passed" in summary
    assert "skipped" not in summary
