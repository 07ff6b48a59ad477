"""A program's id is made from its content and from nothing else."""

import base64
import hashlib
import re
import subprocess
import sys
from typing import Any

import pytest
from gradwalk.program.identity import content_id, program_of
from gradwalk.recording.recording import Engine, Options, Program
from hypothesis import given
from hypothesis import strategies as st

ENGINE = Engine(gradwalk="0.1.0", torch="2.13.0", python="3.11.7", devices=("cpu",))
PROGRAM = Program(source="import torch\n", options=Options(seed=0, max_values=64))


def test_the_id_is_blake2b_in_base32_over_canonical_json() -> None:
    canonical = (
        '{"engine":{"devices":["cpu"],"gradwalk":"0.1.0","python":"3.11.7","torch":"2.13.0"},'
        '"program":{"options":{"max_values":64,"seed":0},"source":"import torch\\n"}}'
    )
    digest = hashlib.blake2b(canonical.encode(), digest_size=16).digest()
    assert content_id(PROGRAM, ENGINE) == base64.b32encode(digest).decode().lower().replace("=", "")


def test_another_process_gives_the_same_id() -> None:
    code = (
        "from gradwalk.program.identity import content_id, program_of\n"
        "from gradwalk.recording.recording import Engine\n"
        "engine = Engine(gradwalk='0.1.0', torch='2.13.0', python='3.11.7', devices=('cpu',))\n"
        "print(content_id(program_of('import torch\\n'), engine))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == content_id(PROGRAM, ENGINE)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_every_text_has_an_id_that_can_stand_in_an_address(source: str) -> None:
    assert re.fullmatch(r"[a-z2-7]{26}", content_id(program_of(source), ENGINE))


@pytest.mark.parametrize(
    "change",
    [{"source": "import torch"}, {"options": Options(seed=1)}, {"options": Options(max_values=65)}],
)
def test_whatever_changes_the_run_changes_the_id(change: dict[str, Any]) -> None:
    assert content_id(PROGRAM.model_copy(update=change), ENGINE) != content_id(PROGRAM, ENGINE)


@pytest.mark.parametrize(
    "change",
    [{"torch": "2.14.0"}, {"python": "3.12.0"}, {"gradwalk": "0.2.0"}, {"devices": ("cpu", "cuda:0")}],
)
def test_another_engine_gives_another_id(change: dict[str, Any]) -> None:
    assert content_id(PROGRAM, ENGINE.model_copy(update=change)) != content_id(PROGRAM, ENGINE)


def test_line_ends_of_other_systems_are_the_same_program() -> None:
    unix = program_of("a = '''x\ny'''\nb = 1\n")
    assert program_of("a = '''x\r\ny'''\r\nb = 1\r\n") == unix
    assert program_of("a = '''x\ry'''\rb = 1\r") == unix


@given(st.lists(st.sampled_from(["x = 1", "\r", "\n", "\r\n", " ", "'''", "#"]), max_size=12).map("".join))
def test_python_reads_both_spellings_alike(source: str) -> None:
    def read(text: str) -> object:
        try:
            return compile(text, "<program>", "exec").co_code, compile(text, "<program>", "exec").co_consts
        except SyntaxError as error:
            return error.lineno

    assert read(program_of(source).source) == read(source)


def test_options_are_the_defaults_unless_given() -> None:
    assert program_of("x").options == Options(seed=0, max_values=64)
    assert program_of("x", Options(seed=5)).options.seed == 5


def test_every_option_is_written_out_in_json() -> None:
    assert program_of("x").model_dump(exclude_unset=True)["options"] == {"seed": 0, "max_values": 64}
    assert program_of("x", Options(seed=5)).model_dump(exclude_unset=True)["options"] == {"seed": 5, "max_values": 64}
