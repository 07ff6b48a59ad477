"""Folding every step gives what torch itself holds at the end, bit for bit, and the graph is torch's own."""

from collections.abc import Callable
from typing import Any

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import FunctionEdge
from gradwalk.recording.recording import Recording
from gradwalk.recording.state import TensorState

from .conftest import forked
from .corpus import EVERY
from .plain import Held, behaviour_of, run, same

Record = Callable[..., Recording]


def as_held(recording: Recording, tensor: TensorState) -> Held:
    grad = None if tensor.grad is None else recording.values[tensor.grad].first
    value = recording.values[tensor.value].first
    return Held(tensor.shape, value, grad, tensor.requires_grad, tensor.is_leaf, tensor.version)


def walk(recording: Recording, function: str) -> list[tuple[str, list[tuple[int, int] | None]]]:
    order: dict[str, int] = {}
    pending = [function]
    while pending:
        here = pending.pop()
        if here not in order:
            order[here] = len(order)
            edges = recording.functions[int(here[1:]) - 1].inputs
            pending += [edge.function for edge in reversed(edges) if isinstance(edge, FunctionEdge)]
    rows = [recording.functions[int(here[1:]) - 1] for here in order]
    return [
        (
            row.name,
            [(order[edge.function], edge.output_nr) if isinstance(edge, FunctionEdge) else None for edge in row.inputs],
        )
        for row in rows
    ]


@pytest.mark.parametrize("name", EVERY)
def test_a_recorded_program_is_what_the_plain_program_is(record: Record, name: str) -> None:
    ran: Any = forked(lambda: run(EVERY[name]))
    recording = record(EVERY[name])
    state = fold(recording)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    hidden = {name for name, tensor in folded.items() if recording.values[tensor.value].hidden is not None}
    assert hidden <= {"a"}
    assert same(behaviour_of(recording), ran.behaviour)
    assert {n: repr(as_held(recording, folded[n])) for n in folded if n not in hidden} == {
        n: repr(ran.tensors[n]) for n in folded if n not in hidden
    }
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs
