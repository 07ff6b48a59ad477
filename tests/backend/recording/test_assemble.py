"""What a run wrote becomes a recording, or is refused: it is not trusted."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.errors import ProtocolError
from gradwalk.recording.assemble import assemble
from gradwalk.recording.json import from_json, to_json
from gradwalk.recording.wire import MOST_BATCHES, RunEnd, RunReport
from pydantic import ValidationError

from .conftest import ENGINE, EXITED, ID, PROGRAM

Batches = list[dict[str, Any]]


def _lines(batches: Batches) -> list[bytes]:
    return [json.dumps(batch).encode() for batch in batches]


def test_batches_join_in_order_and_tensors_get_the_names_that_they_were_bound_to(lines: list[bytes]) -> None:
    recording = assemble(PROGRAM, ID, ENGINE, lines, EXITED)
    assert [step.index for step in recording.steps] == list(range(8))
    assert [tensor.names for tensor in recording.tensors] == [("x",), ("y",)]
    assert recording.outcome.kind == "finished"
    assert recording.outcome.seconds == 0.25


def test_what_arrived_before_a_kill_is_a_recording(lines: list[bytes]) -> None:
    killed = RunReport(end="wall_time", seconds=10.0, memory_bytes=0)
    recording = assemble(PROGRAM, ID, ENGINE, lines[:1], killed)
    assert len(recording.steps) == 4
    assert (recording.outcome.kind, recording.outcome.limits) == ("timeout", ("wall_time",))


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("wall_time", "timeout"),
        ("cpu_time", "timeout"),
        ("memory", "out_of_memory"),
        ("recording_bytes", "too_large"),
        ("signal", "killed"),
    ],
)
def test_what_the_sandbox_saw_overrules_what_the_program_claims(lines: list[bytes], end: RunEnd, kind: str) -> None:
    recording = assemble(PROGRAM, ID, ENGINE, lines, RunReport(end=end, seconds=1.0, memory_bytes=0))
    assert recording.outcome.kind == kind


def test_a_run_that_stops_without_an_ending_was_killed(lines: list[bytes]) -> None:
    outcome = assemble(PROGRAM, ID, ENGINE, lines[:1], EXITED).outcome
    assert outcome.kind == "killed"
    assert outcome.detail is not None


def test_a_run_that_wrote_nothing_is_an_empty_recording() -> None:
    recording = assemble(
        PROGRAM, ID, ENGINE, [], RunReport(end="signal", detail="SIGSEGV", seconds=0.1, memory_bytes=0)
    )
    assert recording.steps == ()
    assert (recording.outcome.kind, recording.outcome.detail) == ("killed", "SIGSEGV")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"unknown": 1}',
        b'{"steps": [{"type": "explode", "index": 0, "span": null}]}',
        b'{"values": [{"shape": [1], "dtype": "float32", "first": [NaN], "summary": null}]}',
        b'{"values": [{"shape": [1], "dtype": "float32", "first": ["<b>"], "summary": null}]}',
        b'{"storages": [{"id": "s1", "bytes": -1, "device": "cpu"}]}',
        b'{"storages": [{"id": "s1", "bytes": "4", "device": "cpu"}]}',
        b'{"storages": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_no_batch_is_refused(line: bytes) -> None:
    with pytest.raises(ProtocolError, match="line 1"):
        assemble(PROGRAM, ID, ENGINE, [line], EXITED)


@pytest.mark.parametrize(
    "line",
    [
        b'{"storages": [' + b",".join([b"{}"] * 1000) + b"]}",
        b'{"values": [{"shape": [], "dtype": "", "summary": null, "first": [' + b",".join([b"{}"] * 1000) + b"]}]}",
    ],
)
def test_of_a_thousand_wrong_items_the_first_is_enough(line: bytes) -> None:
    """Each that is reported costs the server what the program did not pay to write it."""
    with pytest.raises(ProtocolError) as refused:
        assemble(PROGRAM, ID, ENGINE, [line], EXITED)
    assert isinstance(refused.value.__cause__, ValidationError)
    assert refused.value.__cause__.error_count() < 10


def test_more_lines_than_a_recorder_writes_are_refused() -> None:
    assert assemble(PROGRAM, ID, ENGINE, [b"{}"] * MOST_BATCHES, EXITED).steps == ()
    with pytest.raises(ProtocolError, match="lines"):
        assemble(PROGRAM, ID, ENGINE, [b"{}"] * (MOST_BATCHES + 1), EXITED)


def _tampered(change: Callable[[Batches], None]) -> Callable[[Batches], Batches]:
    def apply(batches: Batches) -> Batches:
        changed = copy.deepcopy(batches)
        change(changed)
        return changed

    return apply


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (_tampered(lambda b: b[0]["steps"][0].update(index=5)), "step 0"),
        (_tampered(lambda b: b[0]["tensors"][0].update(id="t7")), "tensors: row 1"),
        (_tampered(lambda b: b[0]["tensors"][1].update(grad_fn="f9")), "grad_fn f9"),
        (_tampered(lambda b: b[0]["tensors"][1].update(value=99)), "value 99"),
        (_tampered(lambda b: b[0]["functions"][1]["inputs"][0].update(function="f3")), "function f3"),
        (_tampered(lambda b: b[0]["steps"][2]["inputs"][0].update(tensor="t3")), "tensor t3"),
        (_tampered(lambda b: b[0]["steps"][2].update(outputs=["t3"])), "outputs t3"),
        (_tampered(lambda b: b[0]["steps"][3].update(tensor="t4")), "tensor t4"),
        (_tampered(lambda b: b[1]["steps"][1].update(sent=[0, 4])), "sent 4"),
        (_tampered(lambda b: b[1]["steps"][1].update(function="f5")), "function f5"),
        (_tampered(lambda b: b[1]["steps"][0]["roots"][0].update(seed=44)), "seed 44"),
        (_tampered(lambda b: b[1]["steps"][2]["changes"][0].update(tensor="t8")), "tensor t8"),
        (_tampered(lambda b: b[1]["steps"][2]["changes"][0].update(grad=8)), "grad 8"),
        (_tampered(lambda b: b[1]["steps"][3].update(freed=["f4"])), "freed f4"),
    ],
)
def test_a_reference_to_what_is_not_there_is_refused(
    batches: Batches, tamper: Callable[[Batches], Batches], told: str
) -> None:
    with pytest.raises(ProtocolError, match=told):
        assemble(PROGRAM, ID, ENGINE, _lines(tamper(batches)), EXITED)


def test_a_recording_survives_the_way_to_json_and_back(lines: list[bytes]) -> None:
    recording = assemble(PROGRAM, ID, ENGINE, lines, EXITED)
    assert from_json(to_json(recording)) == recording


def test_in_json_a_change_keeps_absent_and_none_apart(batches: Batches) -> None:
    batches[1]["steps"][2]["changes"] = [{"tensor": "t1", "grad": None}]
    recording = from_json(to_json(assemble(PROGRAM, ID, ENGINE, _lines(batches), EXITED)))
    assert recording.steps[6].changes[0].model_fields_set == {"tensor", "grad"}


def test_json_that_is_no_recording_is_refused() -> None:
    with pytest.raises(ProtocolError):
        from_json(b"{}")
