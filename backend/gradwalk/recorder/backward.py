"""What is known of one backward call while it runs."""

from collections.abc import Sequence
from typing import Any

import torch
import torch.autograd.graph as graph

from .kinds import is_a
from .spans import Span
from .tensors import Known
from .timeline import Row, Scope


class Backward:
    """One backward call: its number, its place in the source, what has run so far."""

    def __init__(self, number: int, span: Span | None, scope: Scope | None, create_graph: bool) -> None:
        self.number = number
        self.span = span
        self.scope = scope
        self.create_graph = create_graph
        self.roots: list[str] = []
        self.reachable: set[str] = set()
        self.done: list[str] = []
        self.handles: list[Any] = []
        # The roots: nothing else keeps the AccumulateGrad of a leaf, and with it our hook, until it runs.
        self.held: list[Any] = []
        # Results whose .grad the call fills although their function need not run.
        self.keeping: list[Known] = []

    def unhook(self) -> None:
        """Leave nothing on the graph."""
        for handle in self.handles:
            handle.remove()
        self.held.clear()


def edge(output: Any) -> tuple[Any, int]:
    """The function and output number where backward starts from `output`; no function if there is none."""
    if is_a(output, graph.GradientEdge):
        place: tuple[Any, ...] = output
        return tuple.__getitem__(place, 0), tuple.__getitem__(place, 1)
    if not is_a(output, torch.Tensor):
        # Torch is about to refuse it.
        return None, 0
    if not output.requires_grad:
        return None, 0
    if output.grad_fn is not None:
        return output.grad_fn, output.output_nr
    try:
        # The only way to a leaf's AccumulateGrad views the leaf, which the program's own dispatch mode would see.
        with torch._C._DisableTorchDispatch():
            return graph.get_gradient_edge(output).node, 0
    except AssertionError:
        # A view made without grad mode and changed with it claims to require a gradient and has nowhere to send it.
        return None, 0


def retain(known: Known) -> Row:
    """The change that `known` keeps its .grad."""
    known.facts["retains_grad"] = True
    return {"tensor": known.id, "retains_grad": True}


def made(grads: Sequence[torch.Tensor | None]) -> list[Any]:
    """What made the gradients that lead on."""
    return [grad.grad_fn for grad in grads if grad is not None and grad.requires_grad and grad.grad_fn is not None]
