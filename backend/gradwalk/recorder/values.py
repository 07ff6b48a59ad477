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


class Values:
    """Takes copies of tensors and gives each an index, its place in the recording's `values`."""

    def __init__(self, limit: int) -> None:
        self.taken = 0
        self.waiting_bytes = 0
        self._limit = limit
        self._rows: list[Row] = []
        self._groups: dict[tuple[torch.dtype, int, bool, bool], list[Copy]] = {}
        # Not a bytearray: its pages are only touched as they are used.
        self._arena: Any = np.empty(ARENA_BYTES, np.uint8)
        self._base = int(self._arena.ctypes.data)
        self._used = 0

    def take(self, tensor: torch.Tensor, unwritten: bool = False) -> int:
        """Copy the tensor's value; `unwritten` says that its memory is noise. Torch functions must be disabled."""
        row: Row = {"shape": shape_of(tensor), "dtype": dtype_name(tensor), "first": [], "summary": None}
        why = hidden(tensor)
        if why is None and unwritten:
            why = "uninitialised"
        if why is None:
            count = tensor.numel()
            why = self._copy(tensor, count, row)
            self.waiting_bytes += VALUE_BYTES + ELEMENT_BYTES * min(self._limit, count)
        else:
            self.waiting_bytes += VALUE_BYTES
        if why is not None:
            row["hidden"] = why
        self._rows.append(row)
        self.taken += 1
        return self.taken - 1

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""
        self._flush()
        rows, self._rows, self.waiting_bytes = self._rows, [], 0
        return rows

    def _copy(self, tensor: torch.Tensor, count: int, row: Row) -> str | None:
        dtype = tensor.dtype
        itemsize = ITEMSIZES[dtype]
        size = count * itemsize
        conj, neg = tensor.is_conj(), tensor.is_neg()
        place: int | bytes = b""
        strides: tuple[int, ...] | None = None
        if size:
            reach = size
            scattered = False
            if not tensor.is_contiguous():
                shape, strides = tuple(tensor.shape), tuple(tensor.stride())
                scattered = not is_dense(shape, strides)
                if scattered:
                    reach = (sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True)) + 1) * itemsize
            try:
                address = tensor.data_ptr()
            except RuntimeError:
                return "wrapped"
            if address == 0 or tensor.untyped_storage().nbytes() < tensor.storage_offset() * itemsize + reach:
                if not tensor._is_zerotensor():
                    return "freed"
                place, conj, neg, strides = bytes(size), False, False, None
            elif scattered or size > LARGE:
                memory: Any = (ctypes.c_char * reach).from_address(address)
                steps = [stride * itemsize for stride in tensor.stride()]
                elements: Any = np.ndarray(tuple(tensor.shape), DTYPES[dtype], memory, strides=steps)
                if size > LARGE:
                    describe_in_place(row, Kind(dtype, count, conj, neg), elements, self._limit)
                    return None
                place, strides = elements.tobytes(), None
            else:
                if size > ARENA_BYTES - self._used:
                    self._flush()
                place = self._used
                _memmove(self._base + place, address, size)
                self._used += size + (-size & 7)
        kind = (dtype, count, conj, neg)
        group = self._groups.get(kind)
        if group is None:
            group = self._groups[kind] = []
        group.append((row, place, strides))
        return None

    def _flush(self) -> None:
        for kind, copies in self._groups.items():
            describe(Kind(*kind), copies, memoryview(self._arena), self._limit)
        self._groups.clear()
        self._used = 0
