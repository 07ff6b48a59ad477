"""The state of a program after some steps: what `fold` returns."""

from dataclasses import dataclass, field

from .base import FunctionId, StorageId, TensorId


@dataclass(slots=True)
class TensorState:
    """A tensor now. `value` and `grad` are indexes into the recording's values; `grad` None is `.grad is None`."""

    shape: tuple[int, ...]
    value: int
    version: int | None
    requires_grad: bool
    is_leaf: bool
    grad_fn: FunctionId | None
    output_nr: int
    retains_grad: bool
    grad: int | None
    storage: StorageId | None
    strides: tuple[int, ...] | None
    offset: int | None


@dataclass(slots=True)
class Arrival:
    """A gradient that reached a function's output: from which function's which input, or None for a seed."""

    call: int
    output_nr: int
    function: FunctionId | None
    input: int | None
    value: int | None


@dataclass(slots=True)
class FunctionState:
    """A function now. `ran` is the last backward call that ran it; `arrivals` are those of the latest call that reached it.

    `freed` says that the tensors it saved are gone, so that it cannot run again.
    """

    ran: int | None = None
    received: tuple[int | None, ...] = ()
    sent: tuple[int | None, ...] = ()
    arrivals: list[Arrival] = field(default_factory=list)
    freed: bool = False


@dataclass(slots=True)
class State:
    """Everything that exists after `position` steps. `calls` are the backward calls under way, innermost last.

    `released` are the storages whose memory has been let go of.

    A name that is local to a call stands in `names` behind the call's scope and a space: `c3 x`.
    """

    position: int
    tensors: dict[TensorId, TensorState]
    functions: dict[FunctionId, FunctionState]
    names: dict[str, TensorId]
    calls: list[int]
    released: list[StorageId]
