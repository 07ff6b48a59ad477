"""What custom functions and checkpoints do is recorded as what it is."""

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import SavedTensor
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Backward, BackwardEnd, Node, Op

from ..asking import Record, first, firsts, function, named, of
from .sources import SOURCES


def inside(recording: Recording, name: str) -> list[list[int]]:
    """For each operation called `name`, the backward calls under way when it ran."""
    running: list[int] = []
    found = []
    for step in recording.steps:
        if isinstance(step, Backward):
            running.append(step.call)
        elif isinstance(step, BackwardEnd):
            running.remove(step.call)
        elif isinstance(step, Op) and step.name == name:
            found.append(list(running))
    return found


def test_a_function_that_marks_its_input_dirty_is_an_operation_in_place(record: Record) -> None:
    recording = record(SOURCES["a custom function writes in place"])
    inner, outer = of(recording, Op)[1:3]
    assert (inner.name, outer.name, inner.mutated, outer.mutated) == ("mul_", "Double", outer.mutated, inner.mutated)
    (double,) = named(recording, "DoubleBackward")
    (change,) = outer.changes
    assert (change.grad_fn, change.version) == (double.id, 2)


def test_operations_in_a_forward_are_not_cut(record: Record) -> None:
    recording = record(SOURCES["several inputs, some of them no tensors"])
    assert [(op.name, op.grad_enabled, op.cut) for op in of(recording, Op)] == [
        ("mul", False, None),
        ("mul", False, None),
        ("Scale", True, None),
        ("sum", True, None),
        ("mul", False, None),
        ("mul", False, None),
    ]


def test_an_output_that_is_not_differentiable_says_so(record: Record) -> None:
    recording = record(SOURCES["outputs that are not differentiable"])
    (sort,) = (op for op in of(recording, Op) if op.name == "Sort")
    state = fold(recording)
    values, places = (state.tensors[name] for name in sort.outputs)
    assert (values.requires_grad, places.requires_grad, places.grad_fn) == (True, False, None)
    (row,) = named(recording, "SortBackward")
    (node,) = (step for step in of(recording, Node) if step.function == row.id)
    assert firsts(recording, node.received) == [(0, 1, 2), None]
    assert [entry.tensor for entry in row.saved if isinstance(entry, SavedTensor)] == [sort.outputs[1]]


@pytest.mark.parametrize(
    ("program", "received", "sent"),
    [
        ("undefined gradients are not made into zeros", [None, (1, 1)], [None, (3, 3)]),
        ("undefined gradients are made into zeros", [None, (1, 1)], [(0, 0), (3, 3)]),
    ],
)
def test_undefined_gradients_are_told_from_zeros(record: Record, program: str, received: object, sent: object) -> None:
    recording = record(SOURCES[program])
    (row,) = named(recording, "PairBackward")
    (node,) = (step for step in of(recording, Node) if step.function == row.id)
    assert (firsts(recording, node.received), firsts(recording, node.sent)) == (received, sent)


def test_a_function_that_is_differentiable_once_leaves_an_error_node(record: Record) -> None:
    recording = record(SOURCES["once differentiable"])
    ends = of(recording, BackwardEnd)
    failed = function(recording, ends[1].failed)
    assert (failed.name, failed.made_by, ends[0].failed, ends[2].failed) == ("Error", 1, None, None)


def test_the_backward_of_a_function_makes_functions_of_second_order(record: Record) -> None:
    recording = record(SOURCES["twice differentiable"])
    by_call = {row.name: row.made_by for row in recording.functions if row.name in ("CubeBackward", "PowBackward0")}
    assert by_call == {"CubeBackward": None, "PowBackward0": 1}


@pytest.mark.parametrize(
    ("program", "last"),
    # The first kind stops where everything that was saved is there again: exp does not come to its end.
    [("a checkpoint that runs again", [[]]), ("a reentrant checkpoint", [[], [1]])],
)
def test_a_checkpoint_runs_again_inside_the_backward_call(record: Record, program: str, last: list[list[int]]) -> None:
    recording = record(SOURCES[program])
    assert (inside(recording, "sin"), inside(recording, "exp")) == ([[], [1]], last)
    assert {op.cut for op in of(recording, Op) if op.name in ("mul", "sin", "exp")} == {None}


def test_a_reentrant_checkpoint_calls_backward_inside_backward(record: Record) -> None:
    recording = record(SOURCES["a reentrant checkpoint"])
    outer, inner = of(recording, Backward)
    assert [end.call for end in of(recording, BackwardEnd)] == [inner.call, outer.call] == [2, 1]
    (checkpoint,) = named(recording, "CheckpointFunctionBackward")
    (node,) = (step for step in of(recording, Node) if step.function == checkpoint.id)
    assert node.call == 1
    assert first(recording, node.sent[-1]) is not None


def test_what_a_checkpoint_saved_is_hidden(record: Record) -> None:
    recording = record(SOURCES["a checkpoint that runs again"])
    (sin, again) = named(recording, "SinBackward0")
    assert [entry.kind for entry in sin.saved] == ["hidden"]
    assert again.made_by == 1
