"""`gradwalk record` on a terminal."""

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from gradwalk.recording.json import from_json
from gradwalk.recording.steps import Print

from ..test_command_line import environment

# Long enough for a run to be seen at several of its steps.
LONG = "import torch\nx = torch.ones(1)\nfor _ in range(3000):\n    x = x + 1\n" + (
    "torch.ones(900, 900) @ torch.ones(900, 900)\n" * 20
)
ENDLESS = "import torch\nx = torch.ones(1)\nwhile True:\n    x = x + 1\n"
# Ctrl-C reaches who has a terminal as its controlling one: a new session's first process that opens it; and who does not ignore
# it, as what is started in the background does. What it does not end after all, the processor's time does.
BECOME = """
import fcntl, os, resource, signal, sys, termios
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
os.execv(sys.argv[1], sys.argv[1:])
"""
CLEARED = "\x1b[2K"
_CONTROL = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")
_COLOUR = re.compile(r"\x1b\[(?:3|4|9|10)[0-9][;m]")


@dataclass
class Said:
    """What came to a terminal, and the end of who wrote it."""

    status: int
    stdout: bytes
    raw: str

    @property
    def lines(self) -> list[str]:
        """Each state of the line, without its colours."""
        return [_CONTROL.sub("", line).strip("\r\n") for line in self.raw.split(f"\r{CLEARED}")[1:]]


def on_a_terminal(
    cwd: Path, *arguments: str, columns: int = 100, until: Callable[[str], bool] = lambda _: False, **variables: str
) -> Said:
    """Run `gradwalk record` with a terminal of its own; press Ctrl-C there once `until` says so of what was written."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-c", BECOME, sys.executable, "-m", "gradwalk", "record", *arguments]
    plain = {name: value for name, value in environment().items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=plain | {"TERM": "xterm-256color"} | variables,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        said, pressed = b"", False
        # The other end of a terminal is gone when its last process is.
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 4096):
                said += piece
                if not pressed and until(said.decode(errors="ignore")):
                    os.write(ours, b"\x03")
                    pressed = True
        assert process.stdout is not None
        written = process.stdout.read()
    os.close(ours)
    return Said(process.returncode, written, said.decode())


def steps_in(line: str) -> tuple[int, int]:
    """The share and the number of steps that a line says."""
    found = re.search(r"running (\d+)%, ([\d,]+) of at most 20,000 steps$", line)
    assert found is not None, line
    return int(found[1]), int(found[2].replace(",", ""))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "program.py").write_text(LONG)
    return tmp_path


@pytest.mark.parametrize("trust", [[], ["--trust"]])
def test_every_stage_is_shown_a_run_with_its_share_of_the_limit_and_nothing_is_left(
    folder: Path, trust: list[str]
) -> None:
    said = on_a_terminal(folder, "program.py", "-o", "out.json", *trust)
    assert (said.status, said.stdout) == (0, b"")
    stages = ["loading torch", "running", "laying out", "writing out.json"]
    at = [next(index for index, line in enumerate(said.lines) if stage in line) for stage in stages]
    assert at == sorted(at)
    seen = [steps_in(line) for line in said.lines if "running" in line]
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert all(share == round(steps / 200) for share, steps in seen)
    recording = from_json((folder / "out.json").read_bytes())
    assert seen[-1][1] == len(recording.steps)
    # Nothing is left of it.
    assert said.raw.endswith(CLEARED)
    assert said.raw.count("\x1b[?25l") == said.raw.count("\x1b[?25h") == 1


@pytest.mark.full
@pytest.mark.parametrize("columns", [40, 20])
def test_it_is_one_line_on_a_terminal_of_any_width(folder: Path, columns: int) -> None:
    said = on_a_terminal(folder, "program.py", "-o", "out.json", columns=columns)
    assert any(re.search(r"running \d+%", line) for line in said.lines)
    assert max(map(len, said.lines)) <= columns
    # The one that leaves the line at the end, to come back and clear it.
    assert said.raw.count("\n") == 1


@pytest.mark.full
def test_it_has_colours_but_for_those_who_want_none(folder: Path) -> None:
    (folder / "program.py").write_text("import torch\n")
    assert _COLOUR.search(on_a_terminal(folder, "program.py", "-o", "out.json").raw)
    assert not _COLOUR.search(on_a_terminal(folder, "program.py", "-o", "out.json", NO_COLOR="1").raw)


@pytest.mark.full
@pytest.mark.parametrize(("quiet", "terminal"), [(["--quiet"], "xterm"), ([], "dumb")])
def test_who_wants_nothing_or_cannot_show_it_is_shown_nothing(folder: Path, quiet: list[str], terminal: str) -> None:
    said = on_a_terminal(folder, "program.py", "-o", "out.json", *quiet, TERM=terminal)
    assert (said.status, said.stdout, said.raw) == (0, b"", "")


def test_what_is_no_terminal_is_shown_nothing_whatever_wants_colours(folder: Path) -> None:
    command = [sys.executable, "-m", "gradwalk", "record", "program.py", "-o", "out.json"]
    done = subprocess.run(
        command, cwd=folder, env=environment(FORCE_COLOR="1"), capture_output=True, timeout=120, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize("trust", [[], ["--trust"]])
@pytest.mark.parametrize("stage", ["loading torch", "running 1"])
def test_ctrl_c_ends_it_at_once_and_cleanly(folder: Path, stage: str, trust: list[str]) -> None:
    (folder / "program.py").write_text(ENDLESS)
    said = on_a_terminal(folder, "program.py", "-o", "out.json", *trust, until=lambda text: stage in text)
    assert (said.status, said.stdout) == (130, b"")
    assert "Traceback" not in said.raw
    assert said.raw.endswith(f"{CLEARED}Interrupted.\r\n")
    assert said.raw.count("\x1b[?25l") == said.raw.count("\x1b[?25h")
    assert not (folder / "out.json").exists()


@pytest.mark.full
def test_what_a_trusted_program_prints_is_recorded_and_none_of_the_bar(folder: Path) -> None:
    (folder / "program.py").write_text("import sys\nprint('told')\nprint('warned', file=sys.stderr)\n" + LONG)
    said = on_a_terminal(folder, "program.py", "-o", "out.json", "--trust")
    assert (said.status, said.stdout) == (0, b"")
    recording = from_json((folder / "out.json").read_bytes())
    assert [step.text for step in recording.steps if isinstance(step, Print)] == ["told\n", "warned\n"]


def test_what_is_logged_stands_above_it(folder: Path) -> None:
    said = on_a_terminal(folder, "program.py", "-o", "out.json", GRADWALK_SANDBOX="off")
    (line,) = [line for line in said.raw.split("\n") if "the sandbox is off" in line]
    assert "loading" not in line.rpartition(CLEARED)[2]
