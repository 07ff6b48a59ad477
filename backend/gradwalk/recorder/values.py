"""Values as they were: bytes are copied at once, statistics follow in batches.

Nothing here calls an operator of torch, so that a program's own profiler or dispatch mode sees only the program's.
"""

import ctypes
from typing import Any

import numpy as np
import torch

from .memory import DTYPES, dtype_name, hidden, is_dense, shape_of
from .statistics import Copy, Kind, describe, describe_in_place
from .timeline import Row

ARENA_BYTES = 8 << 20
# A larger value is summarised where it lies: copying it could take the memory that the program needs.
LARGE = 1 << 20
_memmove = ctypes.memmove


class Values:
    """Takes copies of tensors and gives each an index, its place in the recording's `values`."""

    def __init__(self, limit: int) -> None:
        self.taken = 0
        self.waiting_bytes = 0
        self._limit = limit
        self._rows: list[Row] = []
        self._groups: dict[Kind, list[Copy]] = {}
        # Not a bytearray: its pages are only touched as they are used.
        self._arena: Any = np.empty(ARENA_BYTES, np.uint8)
        self._base = int(self._arena.ctypes.data)
        self._used = 0

    def take(self, tensor: torch.Tensor, unwritten: bool = False) -> int:
        """Copy the tensor's value; `unwritten` says that its memory is noise. Torch functions must be disabled."""
        row: Row = {"shape": shape_of(tensor), "dtype": dtype_name(tensor), "first": [], "summary": None}
        why = hidden(tensor)
        why = "uninitialised" if why is None and unwritten else why
        why = self._copy(tensor, row) if why is None else why
        if why is not None:
            row["hidden"] = why
        self.taken += 1
        self._rows.append(row)
        self.waiting_bytes += 200 + 10 * min(self._limit, tensor.numel() if why is None else 0)
        return self.taken - 1

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""
        self._flush()
        rows, self._rows, self.waiting_bytes = self._rows, [], 0
        return rows

    def _copy(self, tensor: torch.Tensor, row: Row) -> str | None:
        dtype = DTYPES[tensor.dtype]
        count = tensor.numel()
        size = count * dtype.itemsize
        conj, neg = tensor.is_conj(), tensor.is_neg()
        place: int | bytes = b""
        strides: tuple[int, ...] | None = None
        if size:
            shape = tuple(tensor.shape)
            strides = None if tensor.is_contiguous() else tuple(tensor.stride())
            dense = strides is None or is_dense(shape, strides)
            reach = size
            if strides is not None and not dense:
                reach = (sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True)) + 1) * dtype.itemsize
            try:
                address = tensor.data_ptr()
            except RuntimeError:
                return "wrapped"
            if address == 0 or tensor.untyped_storage().nbytes() < tensor.storage_offset() * dtype.itemsize + reach:
                if not tensor._is_zerotensor():
                    return "freed"
                place, conj, neg, strides = bytes(size), False, False, None
            elif size > LARGE or (strides is not None and not dense):
                memory: Any = (ctypes.c_char * reach).from_address(address)
                steps = [stride * dtype.itemsize for stride in tensor.stride()]
                elements: Any = np.ndarray(shape, dtype, memory, strides=steps)
                if size > LARGE:
                    describe_in_place(row, Kind(tensor.dtype, count, conj, neg), elements, self._limit)
                    return None
                place, strides = elements.tobytes(), None
            else:
                place = self._keep(address, size)
        kind = Kind(tensor.dtype, count, conj, neg)
        self._groups.setdefault(kind, []).append(Copy(row, place, strides))
        return None

    def _keep(self, address: int, size: int) -> int:
        if size > ARENA_BYTES - self._used:
            self._flush()
        place = self._used
        _memmove(self._base + place, address, size)
        self._used += size + (-size & 7)
        return place

    def _flush(self) -> None:
        for kind, copies in self._groups.items():
            describe(kind, copies, memoryview(self._arena), self._limit)
        self._groups.clear()
        self._used = 0
