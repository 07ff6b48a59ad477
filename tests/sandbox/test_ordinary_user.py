"""The same attacks where server, zygote and programs are all one ordinary user: the wall needs no root."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("which", ["not full", pytest.param("full or not full", marks=pytest.mark.full)])
def test_nothing_gets_out_as_an_ordinary_user(ordinary_user: tuple[str, ...], tmp_path: Path, which: str) -> None:
    if not ordinary_user:
        pytest.skip("this is one already")
    # The way there must be open, too.
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o711)
    (tmp_path / "runs").mkdir()
    tmp_path.chmod(0o777)
    (tmp_path / "runs").chmod(0o777)
    attacks = [str(HERE / "test_hostile.py"), "-k", "test_nothing_gets_out", "-m", which, "-q", "-rs"]
    done = subprocess.run(
        [*ordinary_user, sys.executable, "-m", "pytest", *attacks, "-p", "no:cacheprovider"],
        env={**os.environ, "PYTEST_DEBUG_TEMPROOT": str(tmp_path / "runs"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    summary = done.stdout.splitlines()[-1]
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in summary
    assert "skipped" not in summary
