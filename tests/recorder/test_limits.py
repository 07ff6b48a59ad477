"""Past a limit everything up to there is kept, the ending names the limit, and nothing is half written."""

import faulthandler
import json
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import replace

import pytest
from gradwalk.recorder.limits import Limits
from gradwalk.recorder.run import record as record_to
from gradwalk.recording.recording import Options, Program, Recording
from gradwalk.recording.steps import Error, Print

from .conftest import lines_of, recording_of

Record = Callable[..., Recording]

FOREVER = "import torch\nx = torch.ones(2, requires_grad=True)\nwhile True:\n    x = x * 1.0\n"
ATTEMPT = """
try:
    x = x + 1
except Exception:
    print("swallowed")
except BaseException:
    pass
"""
STUBBORN = "import torch\nx = torch.ones(2)" + ATTEMPT * 50


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (Limits(steps=40, shortening_seconds=0.2), "steps"),
        (Limits(functions=30), "functions"),
        (Limits(recording_bytes=80_000), "recording_bytes"),
    ],
)
def test_a_program_that_goes_too_far_is_ended_and_keeps_what_it_did(record: Record, limits: Limits, limit: str) -> None:
    recording = record(FOREVER, limits)
    assert (recording.outcome.kind, recording.outcome.limits) == ("too_large", (limit,))
    assert len(recording.steps) > 30
    assert len(recording.steps) <= limits.steps
    assert len(recording.functions) <= limits.functions


def test_the_bytes_written_stay_below_their_limit() -> None:
    limits = Limits(recording_bytes=80_000)
    assert sum(map(len, lines_of(FOREVER, limits))) <= limits.recording_bytes


def test_a_program_cannot_swallow_its_end(record: Record) -> None:
    recording = record(STUBBORN, Limits(steps=10))
    assert recording.outcome.kind == "too_large"
    assert [step.type for step in recording.steps[-2:]] == ["op", "bind"]


def test_a_limit_reached_inside_backward_ends_the_program(record: Record) -> None:
    source = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x * x).sum().backward()\nprint('never')\n"
    recording = record(source, Limits(steps=7))
    assert recording.outcome.kind == "too_large"
    assert [step.type for step in recording.steps] == ["create", "bind", "op", "op", "op", "backward", "node"]


def test_printing_past_its_limit_is_dropped_and_the_program_goes_on(record: Record) -> None:
    recording = record("for i in range(100):\n    print('é' * 9)\nx = 1\nprint(x, 'more')\n", Limits(printed_bytes=105))
    printed = "".join(step.text for step in recording.steps if isinstance(step, Print))
    assert printed == ("é" * 9 + "\n") * 5 + "é" * 5
    assert (recording.outcome.kind, recording.outcome.limits) == ("finished", ("printed_bytes",))


def test_running_out_of_memory_is_an_end_of_its_own(record: Record) -> None:
    recording = record("import torch\nx = torch.ones(2)\ny = torch.empty(10 ** 15)\n")
    assert (recording.outcome.kind, recording.outcome.limits) == ("out_of_memory", ("memory",))
    error = recording.steps[-1]
    assert isinstance(error, Error)
    assert (error.exception, error.frames[0].line) == ("RuntimeError", 3)


@pytest.mark.parametrize("often", [Limits(batch_seconds=0), Limits(batch_seconds=1e9, batch_bytes=1 << 40)])
def test_a_recording_does_not_depend_on_when_it_was_written(chapter: Callable[[str], str], often: Limits) -> None:
    source = chapter("08") + chapter("07")
    recordings = [
        recording_of(lines_of(source, limits), source) for limits in (often, replace(often, batch_bytes=2000))
    ]
    assert recordings[0] == recordings[1]


def test_every_beginning_of_the_lines_is_a_recording(chapter: Callable[[str], str]) -> None:
    source = chapter("07")
    lines = lines_of(source, Limits(batch_seconds=0))
    assert len(lines) > 20
    counts = [len(recording_of(lines[:end], source).steps) for end in range(len(lines) + 1)]
    assert counts == sorted(counts)
    assert json.loads(lines[-1])["ending"] == {"kind": "finished", "limits": []}


def test_a_program_that_hangs_without_torch_leaves_what_it_did() -> None:
    source = (
        "import torch, time\nx = torch.ones(2)\nprint('here')\n"
        "end = time.monotonic() + 0.3\nwhile time.monotonic() < end:\n    pass\nraise SystemExit\n"
    )
    lines = lines_of(source)
    assert b"here" not in lines[-1]
    assert any(b"here" in line for line in lines[:-1])


# Torch 2.13 ends the process here: the hook is for a view whose base was written without grad mode.
CRASH = """
import torch
a = torch.ones(2, requires_grad=True)
view = a.unsqueeze(0)
with torch.no_grad():
    a.mul_(0.5)
view.register_hook(print)
"""


def test_what_was_done_before_torch_crashes_is_written() -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.close(reading)

        def write(line: bytes) -> None:
            os.write(writing, line)

        record_to(Program(source=CRASH, options=Options()), write, Limits())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().splitlines()
    # Nothing to be seen of a torch that has mended it.
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (-signal.SIGSEGV, 0)
    steps = [step["type"] for line in lines for step in json.loads(line).get("steps", ())]
    assert steps[:4] == ["create", "bind", "op", "bind"]
    assert "update" in steps
