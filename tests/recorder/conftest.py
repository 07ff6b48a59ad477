"""Runs programs, recorded and plain, each in a forked process, so that no run leaves anything behind."""

import importlib
import os
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import record_lines
from gradwalk.recording.assemble import assemble
from gradwalk.recording.recording import Engine, Options, Program, Recording
from gradwalk.recording.wire import RunReport

CHAPTER = Path(__file__).parents[2] / "backend" / "gradwalk" / "program" / "examples"
ENGINE = Engine(gradwalk="0", torch=torch.__version__, python="3", devices=("cpu",))
EXITED = RunReport(end="exited", seconds=0, memory_bytes=0)

Record = Callable[..., Recording]


def forked(task: Callable[[], Any]) -> Any:
    """What `task` returns when it runs in a process of its own with Python's default warnings."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            warnings.resetwarnings()
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(task(), pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    assert os.waitpid(child, 0)[1] == 0
    return pickle.loads(answer)


def lines_of(source: str, limits: Limits | None = None, max_values: int = 4096, seed: int = 0) -> list[bytes]:
    """The lines that recording `source` writes."""
    torch.set_num_threads(1)
    program = Program(source=source, options=Options(seed=seed, max_values=max_values))
    lines: list[bytes] = forked(lambda: record_lines(program, limits or Limits()))
    return lines


def recording_of(lines: list[bytes], source: str) -> Recording:
    """The lines put together."""
    return assemble(Program(source=source, options=Options(seed=0, max_values=4096)), "a" * 26, ENGINE, lines, EXITED)


@pytest.fixture(scope="session", autouse=True)
def everything_is_loaded() -> None:
    """Load once what programs make torch load late, rather than in every forked process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module("torch._dynamo")
        importlib.import_module("torch.utils.checkpoint")


@pytest.fixture
def record() -> Record:
    """Records a program; fails if anything in it could not be recorded."""

    def run(source: str, limits: Limits | None = None, max_values: int = 4096) -> Recording:
        recording = recording_of(lines_of(source, limits, max_values), source)
        assert "could not be recorded" not in (recording.outcome.detail or "")
        return recording

    return run


@pytest.fixture
def chapter() -> Callable[[str], str]:
    """The source of one of the chapter's programs, by its number."""

    def read(number: str) -> str:
        (path,) = CHAPTER.glob(f"{number}_*.py")
        return path.read_text()

    return read
