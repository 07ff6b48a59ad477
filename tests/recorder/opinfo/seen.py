"""What is compared: a run's results, operands, graph and gradients, in the words in which a recording has them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from gradwalk.recorder.statistics import real
from gradwalk.recording.values import Hidden, Summary, Value

from ..plain import elements, is_plain

# As many elements as a recording keeps at most; beyond them the statistics are compared.
MOST = 4096

Edges = list[tuple[int, int] | None]


@dataclass
class Seen:
    """A tensor at the end. `home` is the first of the run's tensors that lives in the same storage."""

    value: Value
    grad: Value | None
    requires_grad: bool
    is_leaf: bool
    output_nr: int
    version: int | None
    strides: tuple[int, ...] | None
    offset: int | None
    home: int | None


@dataclass
class Ran:
    """A function that ran: its place in the graph, what it received and what it sent.

    An AccumulateGrad's `sent` are the leaf's `.grad` before and after.
    """

    place: int
    received: tuple[Value | None, ...]
    sent: tuple[Value | None, ...]


@dataclass
class Run:
    """One run. `graph` has every function behind the roots: its name, its edges, and which operand its variable is."""

    error: tuple[str, str] | None = None
    results: list[Seen] = field(default_factory=list)
    given: list[Seen] = field(default_factory=list)
    graph: list[tuple[str, Edges, int | None]] = field(default_factory=list)
    leaves: dict[int, Value] = field(default_factory=dict)
    ran: list[Ran] = field(default_factory=list)


def value_of(tensor: torch.Tensor) -> Value:
    """The value of `tensor` as a recording has it, with a summary only if there are more elements than that."""
    tensor = tensor.detach()
    if not tensor.is_nested and tensor._is_zerotensor():
        tensor = torch.zeros(tensor.shape, dtype=tensor.dtype)
    shape = () if tensor.is_nested else tuple(tensor.shape)
    dtype = str(tensor.dtype).removeprefix("torch.")
    if not is_plain(tensor):
        return Value(shape=shape, dtype=dtype, first=(), summary=None, hidden=_hidden(tensor))
    if tensor.numel() <= MOST:
        return Value.model_construct(shape=shape, dtype=dtype, first=elements(tensor), summary=None, hidden=None)
    first = elements(tensor.reshape(-1)[:MOST])
    return Value.model_construct(shape=shape, dtype=dtype, first=first, summary=_summary(tensor), hidden=None)


def _hidden(tensor: torch.Tensor) -> Hidden:
    if tensor.is_nested:
        return "nested"
    return "sparse" if tensor.layout is not torch.strided else "wrapped"


def _summary(tensor: torch.Tensor) -> Summary:
    nan, inf, zeros = (int(count.sum()) for count in (tensor.isnan(), tensor.isinf(), tensor == 0))
    if tensor.is_complex():
        return Summary(min=None, max=None, mean=None, std=None, nan=nan, inf=inf, zeros=zeros)
    wide = tensor.to(torch.float64)
    return Summary(
        min=real(tensor.min().item()),
        max=real(tensor.max().item()),
        mean=real(wide.mean().item()),
        std=real(wide.std().item()),
        nan=nan,
        inf=inf,
        zeros=zeros,
    )


def same(recorded: Value | None, plain: Value | None, rounding: float = 0.0) -> bool:
    """Whether two values are the same to the bit, the sign of zero included; means and deviations to rounding.

    Args:
        recorded: what the recording says.
        plain: what torch holds.
        rounding: how far elements may be apart where torch itself does not always compute the same.
    """
    if recorded is None or plain is None:
        return recorded is plain
    if (recorded.shape, recorded.dtype, recorded.hidden) != (plain.shape, plain.dtype, plain.hidden):
        return False
    if repr(recorded.first) != repr(plain.first) and not _near(recorded.first, plain.first, rounding):
        return False
    if plain.summary is None:
        return True
    return recorded.summary is not None and all(
        _close(one, other) if name in ("mean", "std") else one == other
        for (name, one), (_, other) in zip(recorded.summary, plain.summary, strict=True)
    )


def _near(recorded: Sequence[Any], plain: Sequence[Any], rounding: float) -> bool:
    if not rounding or len(recorded) != len(plain):
        return False
    parts = zip(*([part for item in some for part in _parts(item)] for some in (recorded, plain)), strict=True)
    return all(math.isclose(one, other, rel_tol=rounding, abs_tol=rounding) for one, other in parts)


def _parts(item: Any) -> tuple[float, ...]:
    return tuple(map(float, item)) if isinstance(item, tuple) else (float(item),)


def _close(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def all_same(recorded: Sequence[Value | None], plain: Sequence[Value | None], rounding: float = 0.0) -> bool:
    """Whether two lists of values are the same."""
    return len(recorded) == len(plain) and all(
        same(one, other, rounding) for one, other in zip(recorded, plain, strict=True)
    )
