"""`gradwalk doctor`, as a process of its own: what it finds, what it says to do, and how it ends."""

import re
import subprocess
import sys
from pathlib import Path

from .test_command_line import environment

LAYERS = (
    *("seccomp", "landlock", "rlimits", "uid", "no new privileges", "capabilities", "namespaces", "canaries"),
    *("torch", "graphviz", "database", "rate limits", "pages"),
)


def examined(folder: Path, **variables: str) -> tuple[int, dict[str, str], str]:
    """Its exit status, its verdicts by name, and everything that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "gradwalk", "doctor"],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    verdicts = re.findall(r"^(ok|none|FAIL) +([a-z ]+): .+", done.stdout, re.MULTILINE)
    # Whatever is not there is followed by what to do about it.
    for finding in re.split(r"^(?=ok|none|FAIL)", done.stdout, flags=re.MULTILINE):
        assert finding.startswith("ok") or len(finding.splitlines()) != 1
    return done.returncode, {name: verdict for verdict, name in verdicts}, done.stdout


def test_on_a_machine_that_has_everything_all_is_well(tmp_path: Path) -> None:
    status, verdicts, said = examined(tmp_path)
    assert status == 0
    assert set(verdicts) == set(LAYERS)
    assert {verdicts[name] for name in LAYERS if name not in ("landlock", "namespaces", "pages")} == {"ok"}
    assert "2.13.0" in said


def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path) -> None:
    status, verdicts, said = examined(
        tmp_path,
        PATH="/nowhere",
        GRADWALK_START_SECONDS="0.1",
        GRADWALK_DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/x.sqlite3",
        GRADWALK_RATE_STORAGE="redis://127.0.0.1:1",
        GRADWALK_FRONTEND=str(tmp_path),
    )
    assert status == 1
    failing = {"sandbox", "graphviz", "database", "rate limits"}
    assert verdicts == dict.fromkeys(failing, "FAIL") | {"pages": "none"}
    for advice in ("apt-get install graphviz", "folder can be written to", "GRADWALK_RATE_STORAGE", "make run"):
        assert advice in said


def test_settings_that_are_none_and_a_sandbox_that_is_off_are_findings_too(tmp_path: Path) -> None:
    wrong = {"GRADWALK_SANDBOX": "off", "GRADWALK_DATABASE_URL": "nonsense", "GRADWALK_RATE_STORAGE": "nonsense"}
    status, verdicts, said = examined(tmp_path, **wrong)
    assert status == 1
    assert {name for name, verdict in verdicts.items() if verdict == "FAIL"} == {"sandbox", "database", "rate limits"}
    assert all(variable in said for variable in wrong)
