"""Values as they were: bytes are copied at once, statistics follow in batches.

Nothing here calls an operator of torch, so that a program's own profiler or dispatch mode sees only the program's.
"""

import ctypes
from typing import Any

import numpy as np
import torch

from .memory import DTYPES, ITEMSIZES, dtype_name, hidden, is_dense, shape_of
from .statistics import Copy, Kind, describe, describe_in_place
from .timeline import Row

# Small enough to stay in a core's cache: fresh pages cost more than the copies.
ARENA_BYTES = 1 << 20
# A larger value is summarised where it lies: copying it could take the memory that the program needs.
LARGE = ARENA_BYTES
# About what a value takes in JSON.
VALUE_BYTES, ELEMENT_BYTES = 200, 10
_memmove = ctypes.memmove


Shape = tuple[int, ...]
# A copy whose row is still to be made: what it can be summarised with, its shape, its bytes or their place in the arena, and
# its strides where they are not row-major.
Waiting = tuple[tuple[torch.dtype, int, bool, bool], Shape, int | bytes, Shape | None]


class Values:
    """Takes copies of tensors and gives each an index, its place in the recording's `values`."""

    def __init__(self, limit: int) -> None:
        self.taken = 0
        self.waiting_bytes = 0
        self._limit = limit
        self._rows: list[Row] = []
        # Rows are made many at a time: between two operations of torch nothing that they need is in a core's cache.
        self._waiting: list[Waiting | Row] = []
        # Not a bytearray: its pages are only touched as they are used.
        self._arena: Any = np.empty(ARENA_BYTES, np.uint8)
        self._base = int(self._arena.ctypes.data)
        self._used = 0

    def take(self, tensor: torch.Tensor, unwritten: bool = False) -> int:
        """Copy the tensor's value; `unwritten` says that its memory is noise. Torch functions must be disabled."""
        why = "uninitialised" if unwritten and hidden(tensor) is None else hidden(tensor)
        waiting = self._copy(tensor) if why is None else _hidden(tensor, why)
        self._waiting.append(waiting)
        self.waiting_bytes += VALUE_BYTES if why is not None else VALUE_BYTES + self._written(tensor)
        self.taken += 1
        return self.taken - 1

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""
        self._flush()
        rows, self._rows, self.waiting_bytes = self._rows, [], 0
        return rows

    def _written(self, tensor: torch.Tensor) -> int:
        return ELEMENT_BYTES * min(self._limit, tensor.numel())

    def _copy(self, tensor: torch.Tensor) -> Waiting | Row:
        dtype = tensor.dtype
        count = tensor.numel()
        kind = (dtype, count, tensor.is_conj(), tensor.is_neg())
        shape = tensor.shape
        if not count:
            return kind, shape, b"", None
        itemsize = ITEMSIZES[dtype]
        size = reach = count * itemsize
        strides = None if tensor.is_contiguous() else tensor.stride()
        scattered = strides is not None and not is_dense(shape, strides)
        if strides is not None and scattered:
            reach = (sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True)) + 1) * itemsize
        try:
            address = tensor.data_ptr()
        except RuntimeError:
            return _hidden(tensor, "wrapped")
        if address == 0 or tensor.untyped_storage().nbytes() < tensor.storage_offset() * itemsize + reach:
            return (
                ((dtype, count, False, False), shape, bytes(size), None)
                if tensor._is_zerotensor()
                else _hidden(tensor, "freed")
            )
        if scattered or size > LARGE:
            memory: Any = (ctypes.c_char * reach).from_address(address)
            steps = [stride * itemsize for stride in tensor.stride()]
            elements: Any = np.ndarray(tuple(shape), DTYPES[dtype], memory, strides=steps)
            if size <= LARGE:
                return kind, shape, elements.tobytes(), None
            row: Row = {"shape": [*shape], "dtype": dtype_name(dtype)}
            describe_in_place(row, Kind(*kind), elements, self._limit)
            return row
        if size > ARENA_BYTES - self._used:
            self._flush()
        place = self._used
        _memmove(self._base + place, address, size)
        self._used += size + (-size & 7)
        return kind, shape, place, strides

    def _flush(self) -> None:
        groups: dict[Any, list[Copy]] = {}
        for waiting in self._waiting:
            if isinstance(waiting, dict):
                self._rows.append(waiting)
                continue
            kind, shape, place, strides = waiting
            row: Row = {"shape": [*shape], "dtype": dtype_name(kind[0])}
            self._rows.append(row)
            group = groups.get(kind)
            if group is None:
                group = groups[kind] = []
            group.append((row, place, strides))
        self._waiting.clear()
        for kind, copies in groups.items():
            describe(Kind(*kind), copies, memoryview(self._arena), self._limit)
        self._used = 0


def _hidden(tensor: torch.Tensor, why: str) -> Row:
    return {"shape": shape_of(tensor), "dtype": dtype_name(tensor.dtype), "first": [], "summary": None, "hidden": why}
