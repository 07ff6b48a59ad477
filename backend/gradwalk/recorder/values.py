"""Values as they were: bytes are copied at once, statistics follow in batches.

Nothing here calls an operator of torch, so that a program's own profiler or dispatch mode sees only the program's.
"""

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import torch

from .memory import DTYPES, ITEMSIZES, dtype_name, hidden, is_dense, shape_of
from .pending import ELEMENT_BYTES, VALUE_BYTES
from .statistics import Copy, Kind, describe, describe_again, describe_in_place
from .timeline import Row

# Small enough to stay in a core's cache: fresh pages cost more than the copies.
ARENA_BYTES = 1 << 20
# A larger value is summarised where it lies: copying it could take the memory that the program needs.
LARGE = ARENA_BYTES
_memmove = ctypes.memmove


Shape = tuple[int, ...]


class Waiting(NamedTuple):
    """A copy whose row is still to be made."""

    kind: tuple[torch.dtype, int, bool, bool]
    shape: Shape
    # Its bytes, or where they lie in the arena.
    place: int | bytes
    # In elements, where they are not row-major.
    strides: Shape | None
    # Where the elements lay when they were copied.
    address: int = 0
    # The copy, by its number among those waiting, that has the same elements in the same memory.
    twin: int | None = None


class Values:
    """Takes copies of tensors and gives each an index, its place in the recording's `values`."""

    def __init__(self, limit: int) -> None:
        self.taken = 0
        self.waiting_bytes = 0
        # Whether the program has had a storage in its hands, which it may have made too small for its tensors.
        self.wary = False
        self._limit = limit
        self._rows: list[Row] = []
        # Rows are made many at a time: between two operations of torch nothing that they need is in a core's cache.
        self._waiting: list[Waiting | Row] = []
        # Not a bytearray: its pages are only touched as they are used.
        self._arena: Any = np.empty(ARENA_BYTES, np.uint8)
        self._base = int(self._arena.ctypes.data)
        self._used = 0

    def take(self, tensor: torch.Tensor, unwritten: bool = False, like: Iterable[int] = ()) -> int:
        """Copy the tensor's value. Torch functions must be disabled.

        Args:
            tensor: the tensor.
            unwritten: whether its memory is noise.
            like: values of other tensors that live in the same storage, which nobody has written since they were taken.
        """
        why = hidden(tensor)
        if why is None and unwritten:
            why = "uninitialised"
        if why is None:
            self._waiting.append(self._copy(tensor, like))
            self.waiting_bytes += VALUE_BYTES + ELEMENT_BYTES * min(self._limit, tensor.numel())
        else:
            self._waiting.append(_hidden(tensor, why))
            self.waiting_bytes += VALUE_BYTES
        self.taken += 1
        return self.taken - 1

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""
        self._flush()
        rows, self._rows, self.waiting_bytes = self._rows, [], 0
        return rows

    def _copy(self, tensor: torch.Tensor, like: Iterable[int]) -> Waiting | Row:
        dtype = tensor.dtype
        count = tensor.numel()
        kind = (dtype, count, tensor.is_conj(), tensor.is_neg())
        shape = tensor.shape
        if not count:
            return Waiting(kind, shape, b"", None)
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
        if address == 0 or (self.wary and _ends_before(tensor, int(tensor.storage_offset()) * itemsize + reach)):
            if not tensor._is_zerotensor():
                return _hidden(tensor, "freed")
            return Waiting((dtype, count, False, False), shape, bytes(size), None)
        if scattered or size > LARGE:
            memory: Any = (ctypes.c_char * reach).from_address(address)
            steps = [stride * itemsize for stride in tensor.stride()]
            elements: Any = np.ndarray(tuple(shape), DTYPES[dtype], memory, strides=steps)
            if size <= LARGE:
                return Waiting(kind, shape, elements.tobytes(), None)
            row: Row = {"shape": [*shape], "dtype": dtype_name(dtype)}
            describe_in_place(row, Kind(*kind), elements, self._limit)
            return row
        for value in like:
            number = value - self.taken + len(self._waiting)
            twin = self._waiting[number] if number >= 0 else None
            if isinstance(twin, Waiting) and twin.address == address and twin.kind == kind:
                return twin._replace(shape=shape, strides=strides, twin=number if twin.twin is None else twin.twin)
        if size > ARENA_BYTES - self._used:
            self._flush()
        place = self._used
        _memmove(self._base + place, address, size)
        self._used += size + (-size & 7)
        return Waiting(kind, shape, place, strides, address)

    def _flush(self) -> None:
        arena = memoryview(self._arena)
        groups: dict[Any, list[Copy]] = {}
        rows: list[Row] = []
        for waiting in self._waiting:
            if isinstance(waiting, dict):
                rows.append(waiting)
                continue
            row: Row = {"shape": [*waiting.shape], "dtype": dtype_name(waiting.kind[0])}
            rows.append(row)
            if waiting.twin is None:
                groups.setdefault(waiting.kind, []).append((row, waiting.place, waiting.strides))
        for kind, copies in groups.items():
            describe(Kind(*kind), copies, arena, self._limit)
        for waiting, row in zip(self._waiting, rows, strict=True):
            if isinstance(waiting, Waiting) and waiting.twin is not None:
                copy = (row, waiting.place, waiting.strides)
                describe_again(Kind(*waiting.kind), copy, rows[waiting.twin]["summary"], arena, self._limit)
        self._rows += rows
        self._waiting.clear()
        self._used = 0


def _ends_before(tensor: torch.Tensor, size: int) -> bool:
    return tensor.untyped_storage().nbytes() < size


def _hidden(tensor: torch.Tensor, why: str) -> Row:
    return {"shape": shape_of(tensor), "dtype": dtype_name(tensor.dtype), "first": [], "summary": None, "hidden": why}
