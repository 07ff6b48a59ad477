"""`gradwalk record` and `gradwalk settings`, as processes of their own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Options
from gradwalk.recording.steps import Print
from gradwalk.settings import Settings

from .test_command_line import environment

PROGRAM = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n"


def gradwalk(cwd: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, "-m", "gradwalk", *arguments],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "program.py").write_text(PROGRAM)
    return tmp_path


@pytest.mark.parametrize("trust", [[], ["--trust"]])
def test_a_program_is_recorded_into_a_file(program: Path, trust: list[str]) -> None:
    done = gradwalk(program, "record", "program.py", "-o", "out.json", *trust)
    assert (done.returncode, done.stderr) == (0, "")
    recording = from_json((program / "out.json").read_bytes())
    assert recording.outcome.kind == "finished"
    assert [function.name for function in recording.functions if "Mul" in function.name] == ["MulBackward0"]
    assert recording.layout is not None


def test_a_picture_is_of_the_kind_that_its_name_says(program: Path) -> None:
    assert gradwalk(program, "record", "program.py", "-o", "out.svg", "--lang", "zh", "--step", "3").returncode == 0
    assert 'lang="zh"' in (program / "out.svg").read_text()


def test_a_program_that_fails_is_written_and_told_by_its_own_status(program: Path) -> None:
    (program / "program.py").write_text("import torch\nx = torch.ones(2)\nx.sum().backward()\n")
    done = gradwalk(program, "record", "program.py", "-o", "out.json")
    assert done.returncode == 3
    assert "error" in done.stderr
    assert from_json((program / "out.json").read_bytes()).outcome.kind == "error"


def test_what_the_policy_refuses_is_named_and_trusted_on_demand(program: Path) -> None:
    (program / "program.py").write_text("import os\nprint(os.getpid())\n")
    done = gradwalk(program, "record", "program.py", "-o", "out.json")
    assert done.returncode == 2
    assert "line 1, column 8" in done.stderr
    assert "--trust" in done.stderr
    assert not (program / "out.json").exists()
    assert gradwalk(program, "record", "program.py", "-o", "out.json", "--trust").returncode == 0


def test_what_is_not_there_or_cannot_be_written_is_named(program: Path) -> None:
    for arguments, word in [
        (("nothing.py", "-o", "out.json"), "nothing.py"),
        (("program.py", "-o", "out.gif"), ".gif"),
        (("program.py", "-o", "no/folder/out.json"), "no/folder"),
    ]:
        done = gradwalk(program, "record", *arguments)
        assert done.returncode == 2
        assert word in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--seed", "x"), "--seed: invalid int value: 'x'"),
        (("--seed", "-1"), "--seed: "),
        (("--max-values", "-1"), "--max-values: "),
        (("--max-values", "99999999"), "--max-values: "),
        (("--step", "1"), "--step: it changes nothing in a .json file"),
        (("--lang", "de"), "--lang: invalid choice: 'de'"),
    ],
)
def test_an_option_that_is_none_of_its_kind_is_named(program: Path, arguments: tuple[str, ...], says: str) -> None:
    done = gradwalk(program, "record", "program.py", "-o", "out.json", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (program / "out.json").exists()


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("out.svg", ("--step", "-1"), "--step: "),
        ("out.svg", ("--from", "1"), "--from: it changes nothing in a .svg file"),
        ("out.anim.svg", ("--step", "1"), "--from and --to"),
        ("out.anim.svg", ("--from", "-1"), "--from: "),
        ("out.anim.svg", ("--from", "5", "--to", "4"), "--to: it lies before --from"),
    ],
)
def test_steps_that_a_file_cannot_show_are_named(
    program: Path, name: str, arguments: tuple[str, ...], says: str
) -> None:
    done = gradwalk(program, "record", "program.py", "-o", name, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (program / name).exists()


def test_a_moving_picture_shows_the_steps_that_are_asked_for(program: Path) -> None:
    arguments = ("-o", "out.anim.svg", "--from", "1", "--to", "3", "--trust")
    assert gradwalk(program, "record", "program.py", *arguments).returncode == 0
    written = (program / "out.anim.svg").read_text()
    assert re.search(r"<title>[^<]*\b1\b[^<]*\b3\b", written)


def test_options_of_a_run_are_in_its_recording(program: Path) -> None:
    (program / "program.py").write_text("import torch\nprint(torch.rand(3).sum().item())\n")
    texts = []
    for seed in ("3", "3", "4"):
        arguments = ("record", "program.py", "-o", "out.json", "--seed", seed, "--max-values", "2", "--trust")
        assert gradwalk(program, *arguments).returncode == 0
        recording = from_json((program / "out.json").read_bytes())
        assert recording.program.options == Options(seed=int(seed), max_values=2)
        assert max(len(value.first) for value in recording.values) == 2
        texts.append([step.text for step in recording.steps if isinstance(step, Print)])
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize(
    ("name", "start", "word"),
    [
        ("walk.html", b"<!doctype html>", b'data-lang="zh"'),
        ("walk.anim.svg", b"<?xml", b"@keyframes"),
        ("walk.png", b"\x89PNG", b""),
        ("walk.pdf", b"%PDF-", b""),
        ("walk.dot", b"digraph", b""),
    ],
)
def test_every_kind_of_file_is_written(program: Path, name: str, start: bytes, word: bytes) -> None:
    done = gradwalk(program, "record", "program.py", "-o", name, "--lang", "zh", "--trust")
    assert (done.returncode, done.stderr) == (0, "")
    written = (program / name).read_bytes()
    assert written.startswith(start)
    assert word in written


def test_every_setting_is_shown_with_what_it_does(tmp_path: Path) -> None:
    done = gradwalk(tmp_path, "settings", GRADWALK_PORT="8123")
    assert done.returncode == 0
    assert "GRADWALK_PORT=8123    (default: 8000)" in done.stdout
    for name, field in Settings.model_fields.items():
        assert re.search(rf"^GRADWALK_{name.upper()}=", done.stdout, re.MULTILINE)
        assert field.description
        assert field.description in done.stdout


def test_help_has_examples(tmp_path: Path) -> None:
    for command in ("serve", "record", "settings", "doctor"):
        assert f"gradwalk {command}" in gradwalk(tmp_path, command, "--help").stdout
    assert "-o graph.svg" in gradwalk(tmp_path, "record", "--help").stdout
