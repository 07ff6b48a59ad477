"""The plain run of a program in which every function of every backward call is watched: what it received and sent."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import torch
import torch.autograd.graph as graph
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Accumulate, Node

from .plain import elements, run

ACCUMULATE = "torch::autograd::AccumulateGrad"
Gradients = Sequence[torch.Tensor | None]
Elements = tuple[Any, ...] | None
# The number of the call, the function's name, what it received and what it sent.
Ran = tuple[int, str, list[Elements], list[Elements]]


def plain(source: str) -> list[Ran]:
    """Every function that runs, in order. Changes the process: call it in one of its own."""
    ran: list[Ran] = []
    with _watching(ran):
        run(source)
    return ran


def recorded(recording: Recording) -> list[Ran]:
    """The same of a recording."""

    def firsts(values: Sequence[int | None]) -> list[Elements]:
        return [None if value is None else recording.values[value].first for value in values]

    ran: list[Ran] = []
    for step in recording.steps:
        if isinstance(step, Node):
            name = recording.functions[int(step.function[1:]) - 1].name
            ran.append((step.call, name, firsts(step.received), firsts(step.sent)))
        elif isinstance(step, Accumulate):
            ran.append((step.call, "AccumulateGrad", firsts([step.incoming]), []))
    return ran


@contextmanager
def _watching(ran: list[Ran]) -> Iterator[None]:
    original: Any = graph._engine_run_backward
    thread = threading.get_ident()
    calls = 0
    running: list[int] = []

    def gate(outputs: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal calls
        if torch._C._functorch.maybe_current_level() is not None or threading.get_ident() != thread:
            return original(outputs, *arguments, **options)
        calls += 1
        nodes = _reachable(outputs)
        running.append(calls)
        handles = [_watch(node, calls, running, ran) for node in nodes]
        try:
            return original(outputs, *arguments, **options)
        finally:
            running.pop()
            for handle in handles:
                handle.remove()

    for module in (graph, torch.autograd):
        vars(module)["_engine_run_backward"] = gate
    try:
        yield
    finally:
        for module in (graph, torch.autograd):
            vars(module)["_engine_run_backward"] = original


def _reachable(outputs: Sequence[Any]) -> list[Any]:
    found: dict[Any, None] = {}
    pending: list[Any] = []
    for output in outputs:
        if not isinstance(output, torch.Tensor):
            pending.append(output.node)
        elif output.requires_grad:
            with suppress(AssertionError):
                pending.append(graph.get_gradient_edge(output).node)
    while pending:
        node = pending.pop()
        if node not in found:
            found[node] = None
            pending += [to for to, _ in node.next_functions if to is not None]
    return list(found)


def _watch(node: Any, call: int, running: list[int], ran: list[Ran]) -> Any:
    # The node is held with its hook: nothing else holds the AccumulateGrad of a leaf.
    name = node.name().removeprefix("torch::autograd::")

    def came(received: Gradients) -> None:
        if running[-1] == call:
            ran.append((call, name, _elements(received[:1]), []))

    def sends(sent: Gradients, received: Gradients) -> None:
        if running[-1] == call:
            ran.append((call, name, _elements(received), _elements(sent)))

    # What comes to a leaf may be its .grad afterwards, which the program's own hooks then change.
    return node.register_prehook(came) if node.name() == ACCUMULATE else node.register_hook(sends)


def _elements(gradients: Gradients) -> list[Elements]:
    return [None if gradient is None else _of(gradient) for gradient in gradients]


def _of(gradient: torch.Tensor) -> Elements:
    try:
        return elements(gradient)
    except RuntimeError:
        # A batch of gradients inside a transform has no elements to read.
        return ()
