"""A call of torch as it is made: its operands, in order and as the contract writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from .edges import Operand
from .naming import Api
from .spans import Span
from .statistics import real
from .tensors import Tensors
from .text import name as shorten
from .timeline import Row

Tensor = torch.Tensor

_MANY = 10_000
_DIGITS = 20


@dataclass(slots=True)
class Call:
    """A call of torch before it ran: its operands, the versions they had, and whether its name says that it writes."""

    api: Api
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    tensors: list[Tensor]
    versions: list[int | None]
    writes: bool
    span: Span | None
    quiet: bool
    how: str | None
    grad_enabled: bool


def tensors_in(value: Any, depth: int) -> Iterator[Tensor]:
    """The tensors in `value`, looking into lists, tuples and dicts `depth` levels deep."""
    if isinstance(value, Tensor):
        yield value
    elif depth and isinstance(value, list | tuple):
        for item in value[:_MANY]:
            yield from tensors_in(item, depth - 1)
    elif depth and isinstance(value, dict):
        for item in list(value.values())[:_MANY]:
            yield from tensors_in(item, depth - 1)


def operands(call: Call, tensors: Tensors) -> tuple[list[Operand], list[Row]]:
    """The tensors and plain numbers of a call, in the order in which the program wrote them; the tensors have rows.

    Also as the contract writes them.
    """
    api, kwargs = call.api, call.kwargs
    positional = call.args[::-1] if api.reversed else call.args
    given: list[Operand] = []
    rows: list[Row] = []
    for value in positional:
        _give(value, None, given, rows, tensors)
    if kwargs:
        for name, value in kwargs.items():
            _give(value, name, given, rows, tensors)
    names = api.operands
    if names and len(names) == len(given) == len(positional):
        for operand, row, argument in zip(given, rows, names, strict=True):
            operand.argument = row["argument"] = argument
    return given, rows


def _give(value: Any, argument: str | None, given: list[Operand], rows: list[Row], tensors: Tensors) -> None:
    if isinstance(value, bool | int | float | complex):
        constant = _scalar(value)
        given.append(Operand(None, constant, None, argument))
        rows.append({"kind": "constant", "constant": constant})
    elif isinstance(value, Tensor):
        known = tensors.light(value)
        facts = known.facts
        target = (facts["grad_fn"] or known.accumulator, facts["output_nr"]) if facts["requires_grad"] else None
        given.append(Operand(known.id, None, target, argument))
        rows.append(
            {"kind": "constant", "constant": None} if known.id is None else {"kind": "tensor", "tensor": known.id}
        )
    else:
        for tensor in tensors_in(value, 1):
            _give(tensor, argument, given, rows, tensors)
        return
    if argument is not None:
        rows[-1]["argument"] = shorten(argument)


def _scalar(value: complex) -> Any:
    # Subclasses, numpy's among them, become plain numbers.
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        written = real(int(value))
        # The contract has no place for an integer of more digits than torch has.
        return real(float(value)) if isinstance(written, str) and len(written) > _DIGITS else written
    return real(float(value)) if isinstance(value, float) else [real(value.real), real(value.imag)]
