"""What hooks see, change and do is in the recording: what arrived, what a function received, what it sent."""

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import Function
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate, Flag, Grad, Node, Op, Update

from ..asking import Record, first, firsts, named, of
from .sources import SOURCES


def ran(recording: Recording, row: Function) -> Node:
    """The one step in which `row` ran."""
    (step,) = (step for step in of(recording, Node) if step.function == row.id)
    assert isinstance(step, Node)
    return step


def arrived(recording: Recording, row: Function) -> list[object]:
    """What reached `row`, before any hook saw it."""
    return [first(recording, arrival.value) for arrival in fold(recording).functions[row.id].arrivals]


def test_what_a_hook_changed_is_received_and_what_it_was_arrived(record: Record) -> None:
    recording = record(SOURCES["a hook that changes a gradient"])
    y, z = named(recording, "MulBackward0")
    assert arrived(recording, y) == [(3, 3)]
    assert firsts(recording, ran(recording, y).received) == [(30, 30)]
    assert arrived(recording, z) == [first(recording, ran(recording, z).received[0])] == [(1, 1)]
    (accumulate,) = of(recording, Accumulate)
    assert (first(recording, ran(recording, y).sent[0]), first(recording, accumulate.incoming)) == ((60, 60), (61, 61))
    assert [step.what for step in of(recording, Flag)] == ["hook"] * 3


def test_what_a_hook_of_a_function_changed_is_what_it_received_and_sent(record: Record) -> None:
    recording = record(SOURCES["hooks of a function"])
    (mul,) = named(recording, "MulBackward0")
    step = ran(recording, mul)
    assert arrived(recording, mul) == [(1, 1)]
    assert firsts(recording, step.received) == [(2, 2)]
    assert firsts(recording, step.sent)[0] == (102, 102)


def test_a_hook_of_an_accumulate_grad_changes_what_comes_in(record: Record) -> None:
    recording = record(SOURCES["hooks of an AccumulateGrad"])
    (accumulate,) = of(recording, Accumulate)
    assert (first(recording, accumulate.incoming), first(recording, accumulate.after)) == ((6, 6), (6, 6))
    (leaf,) = named(recording, "AccumulateGrad")
    assert arrived(recording, leaf) == [(3, 3)]


def test_what_a_post_accumulate_hook_does_follows_the_accumulation(record: Record) -> None:
    recording = record(SOURCES["post-accumulate hooks"])
    state = fold(recording)
    x, w = (state.names[name] for name in "xw")
    halved = [step for step in of(recording, Accumulate) if step.tensor == x]
    assert [firsts(recording, (step.before, step.incoming, step.after)) for step in halved] == [
        [None, (1, 1), (1, 1)],
        [(0.5, 0.5), pytest.approx((0.9, 0.9)), pytest.approx((1.4, 1.4))],
    ]
    hooked = [step for step in of(recording, Grad) if step.tensor == x]
    assert [(step.how, firsts(recording, (step.before, step.after))) for step in hooked] == [
        ("changed", [(1, 1), (0.5, 0.5)]),
        ("changed", [pytest.approx((1.4, 1.4)), pytest.approx((0.7, 0.7))]),
    ]
    cleared = [step for step in of(recording, Grad) if step.tensor == w]
    assert [(step.how, step.after) for step in cleared] == [("cleared", None)] * 2
    updates = [step for step in of(recording, Update) if step.tensor == w]
    assert [first(recording, step.after)[0] for step in updates] == [
        first(recording, updates[0].after)[0],
        first(recording, state.tensors[w].value)[0],
    ]


def test_updates_in_the_backward_pass_lie_inside_the_call(record: Record) -> None:
    recording = record(SOURCES["an optimizer in the backward pass"])
    updates = of(recording, Update)
    assert [step.how for step in updates] == ["SGD.step"] * 4
    state = fold(recording, updates[0].index + 1)
    assert state.calls == [1]


def test_saved_tensors_that_hooks_replace_are_hidden(record: Record) -> None:
    recording = record(SOURCES["saved tensors that hooks replace"])
    kinds = {
        row.name: {entry.kind for entry in row.saved}
        for row in recording.functions
        if row.name in ("MulBackward0", "ExpBackward0", "SinBackward0")
    }
    assert kinds == {"MulBackward0": {"hidden"}, "ExpBackward0": {"hidden"}, "SinBackward0": {"tensor"}}


def test_a_multi_grad_hook_runs_in_the_call_and_changes_nothing(record: Record) -> None:
    recording = record(SOURCES["multi-grad hooks"])
    flags = [step for step in of(recording, Flag) if step.what == "hook"]
    assert len(flags) == 5
    (accumulate, *_) = of(recording, Accumulate)
    assert first(recording, accumulate.after) == (12, 12)


def test_a_gradient_that_a_hook_works_with_has_a_row_and_its_operations_are_steps(record: Record) -> None:
    recording = record(SOURCES["a hook that changes a gradient"])
    inside = [op for op in of(recording, Op) if fold(recording, op.index).calls]
    assert [op.name for op in inside] == ["mul", "add"]
    assert {op.cut for op in inside} == {None}
