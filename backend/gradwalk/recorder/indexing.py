"""Which elements a call that writes to a part of a tensor writes: an index in numpy's words."""

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch

from .kinds import is_a
from .memory import DTYPES, hidden

Array = np.ndarray[Any, np.dtype[Any]]

_DIMENSION_AND_INDEX = {"index_copy_", "index_fill_"}
_MASKED = {"masked_fill_", "masked_scatter_"}


def written_index(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """What the call `name` writes of its first argument without reading it; None if that is not known.

    Args:
        name: torch's name for the call.
        args: its arguments.
        kwargs: those that were given by name.
    """
    if name == "setitem":
        return _index(args[1])
    if kwargs:
        # A reduction or an accumulation reads what it writes; other names are rare.
        return None
    tensor, *rest = args
    if name == "index_put_" and len(rest) == 2:
        return _index(tuple(rest[0])) if type(rest[0]) in (tuple, list) else None
    if name in _MASKED and len(rest) == 2:
        mask = _array(rest[0])
        return None if mask is None else np.broadcast_to(mask, tuple(tensor.shape))
    if len(rest) != 3 or type(rest[0]) is not int or not tensor.dim():
        return None
    dim, index = rest[0] % tensor.dim(), _array(rest[1])
    if index is None:
        return None
    if name in _DIMENSION_AND_INDEX:
        return (*(slice(None),) * dim, index)
    if name == "scatter_":
        places: list[Any] = list(np.ogrid[tuple(slice(size) for size in index.shape)])
        places[dim] = index
        return tuple(places)
    return None


_UNKNOWN = object()


def _index(index: Any) -> Any:
    parts = tuple(map(_part, tuple.__iter__(index) if is_a(index, tuple) else (index,)))
    if any(part is _UNKNOWN for part in parts):
        return None
    return ... if all(part is ... or (type(part) is slice and part == slice(None)) for part in parts) else parts


def _part(part: Any) -> Any:
    if part is None or part is ... or type(part) in (bool, int) or _is_plain_slice(part):
        return part
    array = _array(part)
    return _UNKNOWN if array is None else array


def _array(index: Any) -> Array | None:
    if is_a(index, torch.Tensor):
        if hidden(index) is not None or index.dtype.is_floating_point:
            return None
        array = _elements(index)
        # Torch takes bytes for a mask.
        return array if index.dtype is not torch.uint8 else array != 0
    listed = np.asarray(index) if type(index) is range or _is_plain_list(index) else None
    return None if listed is None or listed.dtype.kind not in "biu" else listed


def _is_plain_slice(part: Any) -> bool:
    return type(part) is slice and all(type(end) in (int, type(None)) for end in (part.start, part.stop, part.step))


def _is_plain_list(index: Any) -> bool:
    """Whether numpy can read it without asking objects of the program's."""
    return type(index) is list and all(type(item) in (int, bool) or _is_plain_list(item) for item in index)


def _elements(tensor: torch.Tensor) -> Array:
    """The elements where they lie; `Tensor.numpy` would call operators, which the program's own modes see."""
    dtype, strides = DTYPES[tensor.dtype], tensor.stride()
    if not tensor.numel():
        return np.empty(tuple(tensor.shape), dtype)
    reach = sum((size - 1) * stride for size, stride in zip(tensor.shape, strides, strict=True)) + 1
    memory: Any = (ctypes.c_char * (reach * dtype.itemsize)).from_address(tensor.data_ptr())
    return np.ndarray(tuple(tensor.shape), dtype, memory, strides=[stride * dtype.itemsize for stride in strides])
