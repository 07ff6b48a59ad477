"""A call of torch as it is made: its operands, in order and as the contract writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from .edges import Operand, argument_names
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


def operands(call: Call, tensors: Tensors) -> list[Operand]:
    """The tensors and plain numbers of a call, in the order in which the program wrote them; the tensors have rows."""
    given: list[Operand] = []
    positional = call.args[::-1] if call.api.reversed else call.args
    for argument, value in (*((None, value) for value in positional), *call.kwargs.items()):
        if isinstance(value, bool | int | float | complex):
            given.append(Operand(None, _scalar(value), None, argument))
        for tensor in tensors_in(value, 1):
            known = tensors.light(tensor)
            facts = known.facts
            target = None
            if facts["requires_grad"]:
                target = (facts["grad_fn"] or known.accumulator, facts["output_nr"])
            given.append(Operand(known.id, None, target, argument))
    names = argument_names(call.api.name)
    if len(names) == len(given) == len(call.args):
        for operand, argument in zip(given, names, strict=True):
            operand.argument = argument
    return given


def operand_row(operand: Operand) -> Row:
    """The operand as the contract writes it."""
    row: Row = {"kind": "constant", "constant": operand.constant}
    if operand.tensor is not None:
        row = {"kind": "tensor", "tensor": operand.tensor}
    if operand.argument is not None:
        row["argument"] = shorten(operand.argument)
    return row


def _scalar(value: complex) -> Any:
    # Subclasses, numpy's among them, become plain numbers.
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        written = real(int(value))
        # The contract has no place for an integer of more digits than torch has.
        return real(float(value)) if isinstance(written, str) and len(written) > _DIGITS else written
    return real(float(value)) if isinstance(value, float) else [real(value.real), real(value.imag)]
