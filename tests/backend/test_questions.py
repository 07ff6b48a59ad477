"""What a run answers is believed only where it fits the recording."""

import json
from pathlib import Path

import pytest
from gradwalk.errors import NoJacobianError
from gradwalk.questions import answer, check
from gradwalk.recording.jacobian import OfFunction, OfTensors
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording

RECORDINGS = Path(__file__).parents[1] / "fixtures" / "recordings"
# `x ** 2`: the first function of the program that makes one.
POW = OfFunction(function="f2")


@pytest.fixture
def small() -> Recording:
    return from_json((RECORDINGS / "05_grad_fn.json").read_bytes())


def line(**reply: object) -> bytes:
    return b'{"reply":' + json.dumps(reply).encode() + b"}\n"


def diagonal(n: int) -> list[list[int]]:
    return [[2 * (i == j) for j in range(n)] for i in range(n)]


def test_a_matrix_is_named_by_the_edge_that_it_belongs_to(small: Recording) -> None:
    block = {"input": 0, "shape": [2, 2], "rows": diagonal(4)}
    found = answer(small, POW, [b"{}", line(name="PowBackward0", shape=[2, 2], blocks=[block])])
    (matrix,) = found.matrices
    assert (matrix.tensor, matrix.argument, matrix.structure) == ("t1", "self", "diagonal")


@pytest.mark.parametrize(
    "reply",
    [
        {"name": "MulBackward0", "shape": [2, 2], "blocks": []},
        {"name": "PowBackward0", "shape": [2, 2], "blocks": [{"input": 0, "shape": [2, 2], "rows": diagonal(3)}]},
        {"name": "PowBackward0", "shape": [2, 2], "blocks": [{"input": 7, "shape": [2, 2], "rows": diagonal(4)}]},
        {"name": "PowBackward0", "shape": [2, 2], "blocks": [{"input": 0, "shape": [2, 2], "rows": [["x"]]}]},
        {
            "name": "PowBackward0",
            "shape": [2, 2],
            "complex": True,
            "blocks": [{"input": 0, "shape": [2, 2], "rows": diagonal(4)}],
        },
        {"name": "PowBackward0", "shape": [9**9], "blocks": [{"input": 0, "shape": [2, 2], "rows": []}]},
    ],
)
def test_an_answer_that_does_not_fit_is_none(small: Recording, reply: dict[str, object]) -> None:
    with pytest.raises(NoJacobianError, match="did not do the same"):
        answer(small, POW, [line(**reply)])


def test_a_run_that_ends_before_has_no_answer(small: Recording) -> None:
    with pytest.raises(NoJacobianError) as raised:
        answer(small, POW, [b"{}"])
    assert raised.value.reason == "no_answer"


@pytest.mark.parametrize(
    "question", [OfFunction(function="f99"), OfFunction(function="f1"), OfTensors(of="t99", by="t1")]
)
def test_what_the_recording_does_not_have_is_not_asked_for(small: Recording, question: OfFunction | OfTensors) -> None:
    with pytest.raises(NoJacobianError):
        check(small, question)
