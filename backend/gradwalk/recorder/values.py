"""Values as they were: bytes are copied at once, statistics follow in batches.

Nothing here calls an operator of torch, so that a program's own profiler or dispatch mode sees only the program's.
"""

import ctypes
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch

from .memory import DTYPES, ITEMSIZES, dtype_name, hidden, is_dense, is_ordinary, shape_of
from .pending import ELEMENT_BYTES, VALUE_BYTES
from .statistics import Copy, Kind, describe, describe_again, describe_in_place
from .timeline import Row

# Small enough to stay in a core's cache: fresh pages cost more than the copies.
ARENA_BYTES = 1 << 20
# A larger value is summarised where it lies: copying it could take the memory that the program needs.
LARGE = ARENA_BYTES
_memmove = ctypes.memmove


Shape = tuple[int, ...]


# A copy whose row is still to be made: its kind; its shape; its bytes, or where they lie in the arena; its strides in
# elements, where they are not row-major; where the elements lay when they were copied; and the copy, by its number among
# those waiting, that has the same elements in the same memory. A plain tuple: thousands are made between operations.
Waiting = tuple[tuple[torch.dtype, int, bool, bool], Shape, int | bytes, Shape | None, int, int | None]


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
        ordinary = is_ordinary(tensor)
        if ordinary and not unwritten and not like and not self.wary and tensor.is_contiguous():
            dtype, count, address = tensor.dtype, tensor.numel(), tensor.data_ptr()
            size = count * ITEMSIZES[dtype]
            if address and 0 < size <= LARGE:
                if size > ARENA_BYTES - self._used:
                    self._flush()
                place = self._used
                _memmove(self._base + place, address, size)
                self._used = place + size + (-size & 7)
                self._waiting.append(((dtype, count, False, False), tensor.shape, place, None, address, None))
                self.waiting_bytes += VALUE_BYTES + ELEMENT_BYTES * (count if count < self._limit else self._limit)
                number = self.taken
                self.taken = number + 1
                return number
        why = None if ordinary else hidden(tensor)
        if why is None and unwritten:
            why = "uninitialised"
        if why is None:
            count = tensor.numel()
            self._waiting.append(self._copy(tensor, count, ordinary, like))
            self.waiting_bytes += VALUE_BYTES + ELEMENT_BYTES * (count if count < self._limit else self._limit)
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

    def _copy(self, tensor: torch.Tensor, count: int, ordinary: bool, like: Iterable[int]) -> Waiting | Row:
        dtype = tensor.dtype
        kind = (dtype, count, False, False) if ordinary else (dtype, count, tensor.is_conj(), tensor.is_neg())
        shape = tensor.shape
        if not count:
            return kind, shape, b"", None, 0, None
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
            return (dtype, count, False, False), shape, bytes(size), None, 0, None
        if scattered or size > LARGE:
            memory: Any = (ctypes.c_char * reach).from_address(address)
            steps = [stride * itemsize for stride in tensor.stride()]
            elements: Any = np.ndarray(tuple(shape), DTYPES[dtype], memory, strides=steps)
            if size <= LARGE:
                return kind, shape, elements.tobytes(), None, 0, None
            row: Row = {"shape": [*shape], "dtype": dtype_name(dtype)}
            describe_in_place(row, Kind(*kind), elements, self._limit)
            return row
        for value in like:
            number = value - self.taken + len(self._waiting)
            twin = self._waiting[number] if number >= 0 else None
            if type(twin) is tuple and twin[4] == address and twin[0] == kind:
                return kind, shape, twin[2], strides, address, number if twin[5] is None else twin[5]
        place = self._used
        if size > ARENA_BYTES - place:
            self._flush()
            place = 0
        _memmove(self._base + place, address, size)
        self._used = place + size + (-size & 7)
        return kind, shape, place, strides, address, None

    def _flush(self) -> None:
        arena = memoryview(self._arena)
        groups: dict[Any, list[Copy]] = {}
        rows: list[Row] = []
        twins: list[tuple[Row, Waiting]] = []
        for waiting in self._waiting:
            if isinstance(waiting, dict):
                rows.append(waiting)
                continue
            kind, shape, place, strides, _, twin = waiting
            row: Row = {"shape": [*shape], "dtype": dtype_name(kind[0])}
            rows.append(row)
            if twin is not None:
                twins.append((row, waiting))
            elif kind in groups:
                groups[kind].append((row, place, strides))
            else:
                groups[kind] = [(row, place, strides)]
        for kind, copies in groups.items():
            describe(Kind(*kind), copies, arena, self._limit)
        for row, (kind, shape, place, strides, _, twin) in twins:
            assert twin is not None
            first = self._waiting[twin]
            alike = type(first) is tuple and first[3] == strides and (strides is None or first[1] == shape)
            describe_again(Kind(*kind), (row, place, strides), rows[twin], alike, arena, self._limit)
        self._rows += rows
        self._waiting.clear()
        self._used = 0


def _ends_before(tensor: torch.Tensor, size: int) -> bool:
    return tensor.untyped_storage().nbytes() < size


def _hidden(tensor: torch.Tensor, why: str) -> Row:
    return {"shape": shape_of(tensor), "dtype": dtype_name(tensor.dtype), "first": [], "summary": None, "hidden": why}
