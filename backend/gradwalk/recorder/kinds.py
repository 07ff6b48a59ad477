"""What an object is, by its type alone: `isinstance` also asks it for its `__class__`, which may be the program's code."""

from operator import index
from typing import Any, TypeGuard, TypeVar

import torch

Kind = TypeVar("Kind")

# Of the instance alone, whatever its class says.
_attributes_of = torch.Tensor.__dict__["__dict__"].__get__


def is_a(value: Any, kind: type[Kind]) -> TypeGuard[Kind]:
    """Whether the type of `value` is `kind` or derived from it."""
    return issubclass(type(value), kind)


def plain_flag(flag: Any) -> Any:
    """A flag as torch takes it: for a number of the program's own kind, its code is asked once, as torch would."""
    if type(flag) in (bool, int):
        return flag
    try:
        return index(flag)
    except Exception:  # noqa: BLE001 - the program's code may raise anything; torch is about to be told the same
        return flag


def is_on(flag: Any) -> bool:
    """Whether a `plain_flag` is set; torch refuses what is none."""
    return type(flag) in (bool, int) and bool(flag)


def is_parameter(tensor: torch.Tensor) -> bool:
    """Whether torch takes `tensor` for a parameter: it marks those of the program's own classes."""
    kind = type(tensor)
    return issubclass(kind, torch.nn.Parameter) or (
        kind is not torch.Tensor and _attributes_of(tensor).get("_is_param") is True
    )
