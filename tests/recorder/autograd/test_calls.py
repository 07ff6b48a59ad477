"""Backward calls of every kind are recorded as what they are."""

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import FunctionEdge
from gradwalk.recording.steps import Accumulate, Backward, BackwardEnd, Node, Op

from ..asking import Record, first, firsts, function, named, of
from ..traps.graphs import GRAPHS
from .sources import SOURCES


def test_functions_made_by_a_backward_call_carry_its_number(record: Record) -> None:
    recording = record(SOURCES["third and fourth order"])
    assert [(call.call, call.entry, call.create_graph) for call in of(recording, Backward)] == [
        *((number, "grad", True) for number in (1, 2, 3, 4)),
        (5, "backward", False),
    ]
    made = {row.made_by for row in recording.functions}
    assert made == {None, 1, 2, 3, 4}
    ends = of(recording, BackwardEnd)
    state = fold(recording)
    for order, end in enumerate(ends[:4], start=1):
        (result,) = end.results
        assert function(recording, state.tensors[result].grad_fn).made_by == order


def test_a_function_of_second_order_leads_back_to_what_it_was_made_from(record: Record) -> None:
    recording = record(SOURCES["a graph of the backward"])
    second = [row for row in recording.functions if row.made_by == 1]
    reached = {edge.function for row in second for edge in row.inputs if isinstance(edge, FunctionEdge)}
    assert reached & {row.id for row in recording.functions if row.made_by is None}
    ran = {step.function for step in of(recording, Node) if step.call == 2}
    assert ran & {row.id for row in second}


def test_a_result_for_an_unused_input_is_none(record: Record) -> None:
    recording = record(SOURCES["inputs that are not used"])
    failed, unused, materialized = of(recording, BackwardEnd)
    x, u = of(recording, Backward)[0].inputs
    assert failed.error.startswith("RuntimeError: The differentiated Tensor at index 1 appears to not have been used")
    assert failed.results is None
    assert (unused.results[0] is None, unused.results[1]) == (False, None)
    # The zeros are not the engine's: torch makes them of the None afterwards.
    state = fold(recording)
    assert materialized.results == (state.names["h"], None)
    assert first(recording, state.tensors[state.names["zeros"]].value) == (0, 0, 0)
    assert [call.inputs for call in of(recording, Backward)] == [(x, u)] * 3


def test_gradients_in_a_batch_are_hidden_inside_the_call_and_there_after_it(record: Record) -> None:
    recording = record(SOURCES["many gradients at once"])
    end = of(recording, BackwardEnd)[0]
    (result,) = end.results
    inside = recording.values[recording.tensors[int(result[1:]) - 1].value]
    state = fold(recording)
    rows = state.tensors[state.names["rows"]]
    assert (inside.hidden, rows.shape, first(recording, rows.value)) == ("wrapped", (3, 3), (0, 0, 0, 0, 2, 0, 0, 0, 4))


@pytest.mark.parametrize("name", ["derivatives of functions", "derivatives of functions, with a graph and vectorized"])
def test_derivatives_of_functions_are_backward_calls_at_their_line(record: Record, name: str) -> None:
    recording = record(SOURCES[name])
    lines = SOURCES[name].splitlines()
    calls = of(recording, Backward)
    assert calls
    places = {lines[call.span.line - 1].split("(")[0].split(".")[-1] for call in calls}
    assert places <= {"jacobian", "hessian", "vjp", "jvp", "hvp", "vhp", "backward", "sum"}
    assert {"jacobian", "hessian"} <= places


def test_the_grad_of_a_result_that_is_asked_for_is_kept(record: Record) -> None:
    recording = record(SOURCES["backward of some inputs"])
    state = fold(recording)
    c = state.tensors[state.names["c"]]
    assert (c.retains_grad, first(recording, c.grad)) == (True, pytest.approx((5.436563, 5.436563)))
    second = of(recording, Backward)[1]
    assert [(change.tensor, change.retains_grad) for change in second.changes] == [(state.names["c"], True)]


def test_a_backward_call_inside_a_custom_backward_lies_inside_it(record: Record) -> None:
    recording = record(SOURCES["backward inside a custom backward"])
    brackets = [
        (type(step).__name__, step.call) for step in recording.steps if isinstance(step, Backward | BackwardEnd)
    ]
    assert brackets == [
        *(("Backward", 1), ("BackwardEnd", 1)),
        *(("Backward", 2), ("Backward", 3), ("BackwardEnd", 3), ("BackwardEnd", 2)),
    ]
    (solve,) = named(recording, "SolveBackward")
    order = [step for step in recording.steps if isinstance(step, BackwardEnd | Node)]
    (ran,) = (place for place, step in enumerate(order) if isinstance(step, Node) and step.function == solve.id)
    (inner,) = (place for place, step in enumerate(order) if isinstance(step, BackwardEnd) and step.call == 3)
    assert inner < ran


def test_a_backward_call_inside_a_hook_lies_inside_the_outer_one(record: Record) -> None:
    recording = record(SOURCES["backward inside a hook"])
    state = fold(recording, of(recording, Backward)[1].index + 1)
    assert state.calls == [1, 2]
    w = fold(recording).names["w"]
    assert [step.call for step in of(recording, Accumulate) if step.tensor == w] == [2]


def test_a_leaf_that_two_calls_reach_is_told_apart(record: Record) -> None:
    recording = record(SOURCES["backward inside a hook, to the same leaf"])
    steps = [
        (step.call, first(recording, step.before), first(recording, step.after)) for step in of(recording, Accumulate)
    ]
    assert steps == [(2, None, (3, 3)), (1, (3, 3), (13, 13))]


def test_a_call_that_failed_says_how_although_the_program_caught_it(record: Record) -> None:
    recording = record(SOURCES["a backward call that fails"])
    failed, done = of(recording, BackwardEnd)
    assert (function(recording, failed.failed).name, failed.error) == ("FailsBackward", "ValueError: no way back")
    assert (done.failed, done.error) == (None, None)
    assert fold(recording).calls == []


def test_a_call_that_failed_inside_another_leaves_that_to_go_on(record: Record) -> None:
    recording = record(SOURCES["a backward call that fails inside another"])
    inner, outer = of(recording, BackwardEnd)
    assert (inner.call, function(recording, inner.failed).name, inner.error) == (
        2,
        "FailsBackward",
        "ValueError: no way back",
    )
    assert (outer.call, outer.failed, outer.error) == (1, None, None)
    (tries,) = named(recording, "TriesBackward")
    (node,) = (step for step in of(recording, Node) if step.function == tries.id)
    assert firsts(recording, node.sent) == [(3, 3)]


def test_a_call_with_nothing_to_do_says_so(record: Record) -> None:
    recording = record(SOURCES["backward of nothing that asks"])
    nothing, no_scalar, *done = of(recording, BackwardEnd)
    assert nothing.error == "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn"
    assert no_scalar.error is None
    assert len(done) == 1


def test_functions_that_only_raise_are_told_apart(record: Record) -> None:
    recording = record(f"import torch\n{GRAPHS['functions without a derivative']}")
    rows = named(recording, "NotImplemented")
    assert [row.sequence_nr for row in rows] == [None] * 3
    assert len({row.inputs for row in rows}) == 3
    (end,) = of(recording, BackwardEnd)
    assert end.failed in {row.id for row in rows}


def test_a_leaf_may_be_the_root(record: Record) -> None:
    recording = record("import torch\nx = torch.ones(2, requires_grad=True)\nx.backward(torch.tensor([2.0, 3.0]))\n")
    (call,) = of(recording, Backward)
    (accumulate,) = of(recording, Accumulate)
    assert call.roots[0].function == accumulate.function
    assert first(recording, accumulate.after) == (2, 3)


def test_operations_inside_transforms_are_left_out_and_their_results_are_there(record: Record) -> None:
    recording = record(SOURCES["transforms inside a graph"])
    state = fold(recording)
    y = function(recording, state.tensors[state.names["y"]].grad_fn)
    assert y.name == "MulBackward0"
    assert {op.name for op in of(recording, Op)} >= {"sum", "add"}
