"""A call of torch as it is made: its operands, in order and as the contract writes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch

from .edges import Operand
from .memory import hidden
from .naming import Api
from .spans import Span
from .statistics import real
from .tensors import Tensors
from .text import name as shorten
from .timeline import Row

Tensor = torch.Tensor

_MANY = 10_000
_HOLDERS = (list, tuple, dict)
_NUMBERS = (int, float, complex)
_DIGITS = 20


@dataclass(slots=True)
class Call:
    """A call of torch before it ran: its operands, the versions they had, and whether its name says that it writes.

    And what it gave, once it has run.
    """

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
    result: Any = None


def tensors_in(value: Any, depth: int) -> Iterator[Tensor]:
    """The tensors in `value`, looking into lists, tuples and dicts `depth` levels deep."""
    kind = type(value)
    if issubclass(kind, Tensor):
        yield value
    elif depth and issubclass(kind, _HOLDERS):
        # The program's own kinds of list may do what they like when they are read.
        if issubclass(kind, dict):
            items: Iterator[Any] = iter(list(dict.values(value)))
        else:
            items = list.__iter__(value) if issubclass(kind, list) else tuple.__iter__(value)
        for item in islice(items, _MANY):
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
    kind = type(value)
    if kind is not Tensor and issubclass(kind, _NUMBERS):
        constant = _scalar(value)
        given.append(Operand(None, constant, None, argument))
        rows.append({"kind": "constant", "constant": constant})
    elif issubclass(kind, Tensor):
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
    # Subclasses, numpy's among them, become plain numbers; what they say of themselves is the program's.
    kind = type(value)
    if kind is bool:
        return value
    if issubclass(kind, int):
        number = int.__index__(value)  # type: ignore[arg-type] # its type has just been asked
        written = real(number)
        # The contract has no place for an integer of more digits than torch has.
        return real(float(number)) if type(written) is str and len(written) > _DIGITS else written
    if issubclass(kind, float):
        return real(float.__float__(value))  # type: ignore[arg-type] # its type has just been asked
    plain = complex.__complex__(value)
    return [real(plain.real), real(plain.imag)]


def makers(tensors: Iterable[Tensor]) -> Iterator[Any]:
    """The functions that made `tensors`, and those that made what they are views of."""
    for tensor in tensors:
        try:
            node = tensor.grad_fn
        except RuntimeError:
            continue
        if node is not None:
            yield node
        if hidden(tensor) is None and tensor._is_view() and tensor._base is not None:
            yield tensor._base.grad_fn


def cut_by(call: Call, grad_mode_taken: bool) -> str | None:
    """What cut off the results of a call that gave nothing new which requires a gradient, though an operand does.

    None where torch itself has switched grad mode off, and where that operand is given back as it was.
    """
    if call.api.name in ("detach", "detach_"):
        return "detach"
    if call.api.name == "data":
        return "data"
    if torch.is_inference_mode_enabled():
        return "inference_mode"
    if call.grad_enabled:
        given_back = any(tensor.requires_grad for tensor in tensors_in(call.result, 1))
        return None if given_back else "not_differentiable"
    return None if grad_mode_taken else "no_grad"
