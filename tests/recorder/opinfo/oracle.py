"""The plain run of a sample: what torch itself holds, and what went in and out of every function."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from gradwalk.recorder.run import seed
from gradwalk.recording.values import Value

from ..plain import FILENAME, stable
from .samples import BACKWARD
from .seen import Edges, Ran, Run, Seen, value_of

ACCUMULATE = "torch::autograd::AccumulateGrad"
Gradients = Sequence[torch.Tensor | None]


def behaviour(forward: str) -> Run:
    """Run the installed sample, `forward` and `BACKWARD`: its results, its operands with their `.grad`, and its error."""
    run, names = Run(), dict[str, Any]()
    seed(0)
    _execute(forward + BACKWARD, names, run)
    results, given = names.get("results", []), names.get("given", [])
    homes = [_storage(tensor) for tensor in (*results, *given)]
    run.results = [_seen(tensor, homes) for tensor in results]
    run.given = [_seen(tensor, homes) for tensor in given]
    return run


def gradients(forward: str, run: Run) -> None:
    """Run it with a hook on every function between the two, and note the graph and the gradients in `run`."""
    names = dict[str, Any]()
    seed(0)
    if _execute(forward, names, Run()):
        order = _walk(names["results"])
        handles = [handle for node, place in order.items() for handle in _watch(node, place, run.ran)]
        _execute(BACKWARD, names, Run())
        for handle in handles:
            handle.remove()
        _note(order, names.get("given", []), run)


def _execute(source: str, names: dict[str, Any], run: Run) -> bool:
    try:
        exec(compile(source, FILENAME, "exec"), names)
    except Exception as error:  # noqa: BLE001 - whatever the operator raises
        run.error = (type(error).__qualname__, stable(str(error)))
    return run.error is None


def _walk(results: Sequence[torch.Tensor]) -> dict[Any, int]:
    """Every function behind the results that require a gradient, depth first."""
    order: dict[Any, int] = {}
    pending = [
        torch.autograd.graph.get_gradient_edge(result).node for result in reversed(results) if result.requires_grad
    ]
    while pending:
        here = pending.pop()
        if here not in order:
            order[here] = len(order)
            pending += [to for to, _ in reversed(here.next_functions) if to is not None]
    return order


def _watch(node: Any, place: int, ran: list[Ran]) -> list[Any]:
    """Note in `ran` what goes in and out of `node`, until the handles are removed."""
    if node.name() != ACCUMULATE:
        return [node.register_hook(_note_of(place, ran))]
    before: list[Value | None] = []
    return [
        node.register_prehook(lambda _: before.append(_value(node.variable.grad))),
        node.register_hook(
            lambda _, received: ran.append(Ran(place, _values(received), (before.pop(), _value(node.variable.grad))))
        ),
    ]


def _note_of(place: int, ran: list[Ran]) -> Callable[[Gradients, Gradients], None]:
    return lambda sent, received: ran.append(Ran(place, _values(received), _values(sent)))


def _note(order: dict[Any, int], given: Sequence[torch.Tensor], run: Run) -> None:
    operands = {id(tensor): number for number, tensor in enumerate(given)}
    for node, place in order.items():
        edges: Edges = [None if to is None else (order[to], number) for to, number in node.next_functions]
        variable = node.variable if node.name() == ACCUMULATE else None
        operand = None if variable is None else operands.get(id(variable))
        run.graph.append((node.name().removeprefix("torch::autograd::"), edges, operand))
        if variable is not None:
            run.leaves[place] = value_of(variable)


def _seen(tensor: torch.Tensor, homes: Sequence[int | None]) -> Seen:
    home = _storage(tensor)
    return Seen(
        value_of(tensor),
        _value(tensor.grad) if tensor.is_leaf else None,
        tensor.requires_grad,
        tensor.is_leaf,
        tensor.output_nr,
        tensor._version,
        None if home is None else tensor.stride(),
        None if home is None else int(tensor.storage_offset()),
        None if home is None else homes.index(home),
    )


def _storage(tensor: torch.Tensor) -> int | None:
    if tensor.layout is not torch.strided or tensor.is_nested:
        return None
    return int(tensor.untyped_storage()._cdata)


def _value(tensor: torch.Tensor | None) -> Value | None:
    return None if tensor is None else value_of(tensor)


def _values(tensors: Gradients) -> tuple[Value | None, ...]:
    return tuple(map(_value, tensors))
