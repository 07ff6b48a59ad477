"""The exception that ends a program is its last step, in torch's words and at its place."""

from collections.abc import Callable

import pytest
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import BackwardEnd, Error

Record = Callable[..., Recording]
X = "import torch\nx = torch.ones(2, requires_grad=True)\n"


def error_of(recording: Recording) -> Error:
    error = recording.steps[-1]
    assert isinstance(error, Error)
    assert recording.outcome.kind == "error"
    return error


def test_backward_without_a_graph_leaves_the_graph_so_far(record: Record, chapter: Callable[[str], str]) -> None:
    recording = record(chapter("12"))
    error = error_of(recording)
    assert error.exception == "RuntimeError"
    assert error.message == "element 0 of tensors does not require grad and does not have a grad_fn"
    assert [step.type for step in recording.steps] == [
        *("create", "bind", "op", "op", "bind", "backward", "backward_end", "error")
    ]


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("y = (x * x).sum()\ny.backward()\ny.backward()\n", "MulBackward0"),
        ("y = x.sigmoid()\ny.mul_(2)\ny.sum().backward()\n", "SigmoidBackward0"),
        ("w = x.exp()\ny = w * w\nw += 1\n(y + 1).sum().backward()\n", "MulBackward0"),
    ],
)
def test_an_error_out_of_backward_names_the_function_that_raised(record: Record, program: str, name: str) -> None:
    recording = record(X + program)
    error = error_of(recording)
    failed = error.function
    assert failed is not None
    assert recording.functions[int(failed[1:]) - 1].name == name
    end = next(step for step in reversed(recording.steps) if isinstance(step, BackwardEnd))
    assert (end.failed, end.call) == (failed, error.call)


def test_an_error_has_the_programs_frames_and_the_exact_place(record: Record) -> None:
    error = error_of(record(X + "def inner(a):\n    return 1 + (a @ torch.ones(3))\ninner(x)\n"))
    assert [(frame.line, frame.name) for frame in error.frames] == [(5, "<module>"), (4, "inner")]
    assert error.span is not None
    assert (error.span.line, error.span.column, error.span.end_column) == (4, 16, 33)


def test_columns_count_characters(record: Record) -> None:
    error = error_of(record('import torch\nä = "é"; print(ä + 1)\n'))
    assert error.span is not None
    assert (error.span.column, error.span.end_column) == (15, 20)


def test_text_that_is_no_python_is_an_error_step(record: Record) -> None:
    error = error_of(record("x = 1\ny = (\n"))
    assert (error.exception, error.message) == ("SyntaxError", "'(' was never closed")
    assert error.span is not None
    assert error.span.line == 2


def test_leaving_on_purpose_is_no_error(record: Record) -> None:
    assert record("import sys\nprint(1)\nsys.exit()\n").outcome.kind == "finished"
