"""What every function of a graph saved, received and sent in one backward pass of plain torch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

ACCUMULATE = "torch::autograd::AccumulateGrad"
Gradients = Sequence[torch.Tensor | None]


@dataclass(slots=True)
class Ran:
    """One function that ran. `shapes` are those of its inputs, None for one that has no edge, like `sent`."""

    name: str
    saved: dict[str, Any]
    outputs: list[Any]
    shapes: list[torch.Size | None]
    received: list[torch.Tensor | None] = field(default_factory=list)
    sent: list[torch.Tensor | None] = field(default_factory=list)
    node: Any = None


def nodes(outputs: Sequence[torch.Tensor], seed_of: Callable[[torch.Tensor], torch.Tensor], skip: int = 0) -> list[Ran]:
    """Everything that runs in a backward pass from `outputs`; those from the `skip`th on start with a gradient.

    Nothing is freed: each of them can be called again.
    """
    roots = [output for output in outputs if output.requires_grad][skip:]
    found: dict[Any, Ran] = {}
    pending = [torch.autograd.graph.get_gradient_edge(root).node for root in roots]
    handles = []
    while pending:
        here = pending.pop()
        if here in found or here.name() == ACCUMULATE:
            continue
        found[here] = ran = Ran(
            here.name().removeprefix("torch::autograd::"),
            saved_by(here),
            list(here._input_metadata),
            _shapes(here),
            node=here,
        )
        handles.append(here.register_hook(_noting(ran)))
        pending += [to for to, _ in here.next_functions if to is not None]
    try:
        if roots:
            torch.autograd.backward(roots, [seed_of(root) for root in roots], retain_graph=True)
    finally:
        for handle in handles:
            handle.remove()
    return [ran for ran in found.values() if ran.sent or ran.received]


def saved_by(node: Any) -> dict[str, Any]:
    """The saved values of a node, by torch's names."""
    names = [name for name in dir(type(node)) if name.startswith("_saved_") and "_sym_" not in name]
    return {name.removeprefix("_saved_"): _plain(getattr(node, name)) for name in names}


def _plain(value: Any) -> Any:
    """Detached, and with the sign that torch loses on the way to Python."""
    if isinstance(value, torch.Tensor):
        return value.detach()
    if isinstance(value, tuple | list):
        return tuple(_plain(item) for item in value)
    return value - 2**64 if type(value) is int and value >= 2**63 else value


def _shapes(node: Any) -> list[torch.Size | None]:
    return [None if to is None else _shape(to, number) for to, number in node.next_functions]


def _shape(node: Any, number: int) -> torch.Size:
    return node.variable.shape if node.name() == ACCUMULATE else torch.Size(node._input_metadata[number].shape)


def _noting(ran: Ran) -> Callable[[Gradients, Gradients], None]:
    def note(sent: Gradients, received: Gradients) -> None:
        ran.sent, ran.received = _copies(sent), _copies(received)

    return note


def _copies(gradients: Gradients) -> list[torch.Tensor | None]:
    return [None if gradient is None else gradient.detach().clone() for gradient in gradients]
