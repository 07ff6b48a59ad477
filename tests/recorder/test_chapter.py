"""The chapter's programs leave the steps and numbers that the chapter gives."""

from collections.abc import Callable

from gradwalk.recording.functions import ConstantEdge, FunctionEdge
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate, Node

Record = Callable[..., Recording]
Chapter = Callable[[str], str]


def first(recording: Recording, value: int | None) -> object:
    return None if value is None else recording.values[value].first[0]


def test_a_walk_through_backward_has_a_step_for_everything_that_happens(record: Record) -> None:
    recording = record(
        "import torch\n"
        "x = torch.ones(2, 2, requires_grad=True)\ny = x ** 2\nz = y * y * 3\nout = z.mean()\nout.backward()\n"
    )
    assert [step.type for step in recording.steps] == [
        *("create", "bind", "op", "bind", "op", "op", "bind", "op", "bind"),
        *("backward", "node", "node", "node", "node", "accumulate", "backward_end"),
    ]


def test_the_graph_and_gradients_of_the_first_example(record: Record, chapter: Chapter) -> None:
    recording = record(chapter("05"))
    assert [function.name for function in recording.functions] == [
        *("AccumulateGrad", "PowBackward0", "MulBackward0", "MulBackward0", "MeanBackward0")
    ]
    nodes = [step for step in recording.steps if isinstance(step, Node)]
    assert [[first(recording, value) for value in step.sent] for step in nodes] == [
        *([0.25], [0.75, None], [0.75, 0.75], [3.0])
    ]
    assert first(recording, nodes[-1].received[0]) == 1.5
    (accumulate,) = (step for step in recording.steps if isinstance(step, Accumulate))
    assert recording.values[accumulate.after or 0].first == (3.0, 3.0, 3.0, 3.0)


def test_edges_say_what_went_in(record: Record, chapter: Chapter) -> None:
    square, product, tripled = record(chapter("05")).functions[1:4]
    assert square.inputs == (FunctionEdge(kind="function", function="f1", output_nr=0, argument="self", tensor="t1"),)
    assert [edge.argument for edge in product.inputs] == ["self", "other"]
    assert tripled.inputs[1] == ConstantEdge(kind="constant", argument="other", constant=3)
