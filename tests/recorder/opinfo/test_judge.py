"""The judge finds every kind of difference, however small."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from gradwalk.recording.values import Value

from ..conftest import forked
from .judge import compared
from .oracle import behaviour, gradients
from .recorded import as_run, recording
from .samples import FORWARD, install
from .seen import Run


def nudged(value: Value | None) -> Value:
    """The same value but for the last bit of its first element."""
    assert value is not None
    (first, *rest) = value.first
    assert isinstance(first, float)
    return value.model_copy(update={"first": (math.nextafter(first, math.inf), *rest)})


def put(items: Any, place: int, item: Any) -> Any:
    """The same list with another item in that place."""
    return type(items)([*items[:place], item, *items[place + 1 :]])


def graph(run: Run, place: int, **changes: Any) -> Run:
    name, edges, operand = run.graph[place]
    row = (changes.get("name", name), changes.get("edges", edges), changes.get("operand", operand))
    return replace(run, graph=put(run.graph, place, row))


def ran(run: Run, place: int, **changes: Any) -> Run:
    return replace(run, ran=put(run.ran, place, replace(run.ran[place], **changes)))


def result(run: Run, **changes: Any) -> Run:
    return replace(run, results=put(run.results, 0, replace(run.results[0], **changes)))


def operand(run: Run, **changes: Any) -> Run:
    return replace(run, given=put(run.given, 0, replace(run.given[0], **changes)))


# Of a MulBackward0 that sends to two leaves.
ALTERED: dict[str, Callable[[Run], Run]] = {
    "an error": lambda run: replace(run, error=("RuntimeError", "no")),
    "a result's last bit": lambda run: result(run, value=nudged(run.results[0].value)),
    "a result's dtype": lambda run: result(run, value=run.results[0].value.model_copy(update={"dtype": "float32"})),
    "a result's shape": lambda run: result(run, value=run.results[0].value.model_copy(update={"shape": (4,)})),
    "a result's strides": lambda run: result(run, strides=(1, 2)),
    "a result's storage": lambda run: result(run, home=None),
    "a result's version": lambda run: result(run, version=7),
    "a result that is a leaf": lambda run: result(run, is_leaf=True),
    "a result the less": lambda run: replace(run, results=[]),
    "a .grad's last bit": lambda run: operand(run, grad=nudged(run.given[0].grad)),
    "a .grad that is none": lambda run: operand(run, grad=None),
    "an operand that needs no gradient": lambda run: operand(run, requires_grad=False),
    "a function's name": lambda run: graph(run, 0, name="MulBackward1"),
    "the edges' order": lambda run: graph(run, 0, edges=run.graph[0][1][::-1]),
    "an edge to nowhere": lambda run: graph(run, 0, edges=put(run.graph[0][1], 1, None)),
    "an edge's output": lambda run: graph(run, 0, edges=put(run.graph[0][1], 0, (1, 1))),
    "a leaf's operand": lambda run: graph(run, 1, operand=1),
    "a leaf's value": lambda run: replace(run, leaves={**run.leaves, 1: nudged(run.leaves[1])}),
    "the order of the steps": lambda run: replace(run, ran=run.ran[::-1]),
    "a step that is missing": lambda run: replace(run, ran=run.ran[:-1]),
    "what came": lambda run: ran(run, 0, received=(nudged(run.ran[0].received[0]),)),
    "what was sent": lambda run: ran(run, 0, sent=put(run.ran[0].sent, 1, nudged(run.ran[0].sent[1]))),
    "a gradient that is none": lambda run: ran(run, 0, sent=put(run.ran[0].sent, 0, None)),
    "what a leaf had before": lambda run: ran(run, 1, sent=(run.ran[1].sent[1], run.ran[1].sent[1])),
}


def runs() -> tuple[Run, Run]:
    """The recorded and the plain run of a product."""
    one = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)
    other = torch.tensor([[5.0], [6.0]], dtype=torch.float64)
    sample: Any = type("Sample", (), {"kwargs": {}, "output_process_fn_grad": staticmethod(lambda result: result)})
    sample.input, sample.args = one.requires_grad_(), (other.requires_grad_(),)
    install(type("Multiply", (), {"op": staticmethod(torch.mul)}), sample)
    plain = behaviour(FORWARD)
    one.grad = other.grad = None
    gradients(FORWARD, plain)
    one.grad = other.grad = None
    return as_run(recording(FORWARD)), plain


@pytest.fixture(scope="module")
def both() -> Any:
    """The two runs."""
    return forked(runs)


@pytest.mark.parametrize("what", ALTERED)
def test_a_difference_is_found(both: tuple[Run, Run], what: str) -> None:
    recorded, plain = both
    assert list(compared(recorded, plain)) == []
    assert list(compared(ALTERED[what](recorded), plain)) != []


def test_zeros_differ_in_their_sign(both: tuple[Run, Run]) -> None:
    recorded, plain = both
    zero, minus = (plain.results[0].value.model_copy(update={"first": (number,)}) for number in (0.0, -0.0))
    assert list(compared(result(recorded, value=minus), result(plain, value=zero))) != []


def test_rounding_lets_the_last_bits_differ_and_no_more(both: tuple[Run, Run]) -> None:
    recorded, plain = both
    value = plain.results[0].value
    last, first = nudged(value), value.model_copy(update={"first": (5.1, *value.first[1:])})
    assert list(compared(result(recorded, value=last), plain, rounding=1e-8)) == []
    assert list(compared(result(recorded, value=first), plain, rounding=1e-8)) != []
