"""From copied bytes to first elements and summaries, many values of one kind at a time."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import torch

from .memory import DTYPES
from .timeline import Row

# Values whose float64 copies fit a core's cache together are summarised together.
TOGETHER = 1 << 16
EXACT_INTEGER = 2**53
_CANCELS = 1e-6

Array = np.ndarray[Any, np.dtype[Any]]


class Kind(NamedTuple):
    """What values must share to be summarised together; `conj` and `neg` are torch's lazy bits."""

    dtype: torch.dtype
    numel: int
    conj: bool
    neg: bool


# The row of one value, its bytes or their place in the arena, and its strides in elements where they are not row-major.
Copy = tuple[Row, int | bytes, tuple[int, ...] | None]


def describe(kind: Kind, copies: Sequence[Copy], arena: memoryview, limit: int) -> None:
    """Fill `first` and `summary` of every copy's row."""
    together = max(1, TOGETHER // max(1, kind.numel))
    for start in range(0, len(copies), together):
        some = copies[start : start + together]
        array = _array(kind, some, arena)
        if kind.numel == 0:
            summaries = [_summary(None, 0, 0, 0) for _ in some]
        elif array.dtype.kind == "c":
            summaries = [
                _summary(None, int(np.isnan(v).sum()), int(np.isinf(v).sum()), int((v == 0).sum())) for v in array
            ]
        else:
            summaries = _summaries(array)
        for (row, _, _), summary in zip(some, summaries, strict=True):
            row["summary"] = summary
        for rows, heads in _heads(array, some, limit):
            for row, first in zip(rows, _firsts(heads), strict=True):
                row["first"] = first


def describe_again(kind: Kind, copy: Copy, twin: Row, alike: bool, arena: memoryview, limit: int) -> None:
    """Fill the row of a copy whose elements are those of `twin`, which is described: in the same order if they lie `alike`."""
    row, place, strides = copy
    row["summary"] = twin["summary"]
    if alike:
        row["first"] = twin["first"]
        return
    buffer, start = (place, 0) if isinstance(place, bytes) else (arena, place)
    flat = np.frombuffer(buffer, DTYPES[kind.dtype], kind.numel, start)
    head = flat[:limit] if strides is None else flat[_places(tuple(row["shape"]), strides, limit)]
    row["first"] = _firsts(_decoded(kind, head).reshape(1, -1))[0]


def describe_in_place(row: Row, kind: Kind, memory: Array, limit: int) -> None:
    """Fill `first` and `summary` of one large value from the memory that it lives in, a piece at a time.

    Args:
        row: the row to fill.
        kind: its kind.
        memory: the elements where they lie, in the tensor's shape. Strides of 0 are read once.
        limit: how many elements to keep.
    """
    head = memory[np.unravel_index(np.arange(min(limit, memory.size)), memory.shape)]
    row["first"] = _firsts(_decoded(kind, head).reshape(1, -1))[0]
    once = memory[tuple(slice(None) if stride else 0 for stride in memory.strides)]
    repeats = memory.size // once.size
    total, nan, inf, zeros = 0.0, 0, 0, 0
    lowest: list[Any] = []
    highest: list[Any] = []
    for piece in _pieces(kind, once):
        zeros += piece.size - int(np.count_nonzero(piece))
        if piece.dtype.kind in "fc":
            nan, inf = nan + int(np.isnan(piece).sum()), inf + int(np.isinf(piece).sum())
        if piece.dtype.kind != "c":
            with np.errstate(all="ignore"):
                total += float(piece.sum(dtype=np.float64))
            lowest.append(piece.min().item())
            highest.append(piece.max().item())
    counts = (nan * repeats, inf * repeats, zeros * repeats)
    if not lowest:
        row["summary"] = _summary(None, *counts)
        return
    mean = total / once.size
    with np.errstate(all="ignore"):
        squares = sum(float(((piece.astype(np.float64) - mean) ** 2).sum()) for piece in _pieces(kind, once)) * repeats
    low, high = (math.nan, math.nan) if nan else (min(lowest), max(highest))
    std = 0.0 if low == high else math.sqrt(squares / (memory.size - 1))
    row["summary"] = _summary((+low, +high, mean, std), *counts)


def _pieces(kind: Kind, array: Array) -> Iterator[Array]:
    flags: Any = ["external_loop", "buffered"]
    for piece in np.nditer(array, flags=flags, order="K", buffersize=TOGETHER):
        yield _decoded(kind, piece)


def _decoded(kind: Kind, array: Any) -> Array:
    """The elements themselves: what numpy lacks is exact in wider types, and torch's lazy bits are applied."""
    if kind.dtype is torch.bfloat16:
        array = (array.astype(np.uint32) << 16).view(np.float32)
    elif kind.dtype is torch.complex32:
        array = np.ascontiguousarray(array).view(np.float16).astype(np.float32).view(np.complex64)
    if kind.conj:
        array = array.conj()
    decoded: Array = -array if kind.neg else array
    return decoded


def _array(kind: Kind, copies: Sequence[Copy], arena: memoryview) -> Array:
    dtype = DTYPES[kind.dtype]
    size = kind.numel * dtype.itemsize
    parts = [place if isinstance(place, bytes) else arena[place : place + size] for _, place, _ in copies]
    array: Array = np.frombuffer(b"".join(parts), dtype=dtype).reshape(len(copies), kind.numel)
    return _decoded(kind, array)


def _heads(array: Array, copies: Sequence[Copy], limit: int) -> Iterator[tuple[list[Row], Array]]:
    """The first elements in row-major order: those of values that lie alike together."""
    ordered: dict[Any, list[int]] = {}
    for number, (row, _, strides) in enumerate(copies):
        order = None if strides is None else (tuple(row["shape"]), strides)
        if order in ordered:
            ordered[order].append(number)
        else:
            ordered[order] = [number]
    for order, numbers in ordered.items():
        heads = array[:, :limit] if order is None else array[:, _places(*order, limit)]
        yield [copies[number][0] for number in numbers], heads if len(numbers) == len(copies) else heads[numbers]


@lru_cache(maxsize=256)
def _places(shape: tuple[int, ...], strides: tuple[int, ...], limit: int) -> Array:
    """Where the first elements in row-major order lie, counted in elements."""
    indexes = np.unravel_index(np.arange(min(limit, math.prod(shape))), shape)
    return np.asarray(sum(index * stride for index, stride in zip(indexes, strides, strict=True)))


def _firsts(head: Array) -> list[list[Any]]:
    if head.dtype.kind == "c":
        return [[[real(x.real), real(x.imag)] for x in row] for row in head.tolist()]
    if head.dtype.kind == "f" and np.isfinite(head).all():
        rows: list[list[Any]] = head.tolist()
        return rows
    if head.dtype.kind == "b" or (head.dtype.kind in "iu" and head.dtype.itemsize < 8):
        listed: list[list[Any]] = head.tolist()
        return listed
    return [[real(x) for x in row] for row in head.tolist()]


def _summaries(array: Array) -> list[Row]:
    count = array.shape[1]
    zeros = np.add.reduce(np.bitwise_count(np.packbits(array == 0, axis=1)), axis=1, dtype=np.int64).tolist()
    lowest, highest = np.minimum.reduce(array, axis=1).tolist(), np.maximum.reduce(array, axis=1).tolist()
    with np.errstate(all="ignore"):
        wide = array.astype(np.float64)
        # Not a product with ones: BLAS sums in an order of each processor's own.
        sums = np.add.reduce(wide, axis=1)
        means = sums / count
        stds = np.sqrt(_squares(array, wide, means) / max(count - 1, 1)).tolist()
    finite = np.isfinite(sums).tolist()
    bounded = array.dtype.kind == "f"
    rows = []
    for row, (low, high, mean, std, zero) in enumerate(zip(lowest, highest, means.tolist(), stds, zeros, strict=True)):
        spread = 0.0 if low == high else std
        if finite[row] and (bounded or -EXACT_INTEGER <= low <= high <= EXACT_INTEGER):
            rows.append({"min": +low, "max": +high, "mean": mean, "std": spread, "nan": 0, "inf": 0, "zeros": zero})
            continue
        nan = inf = 0
        if bounded:
            nan, inf = int(np.isnan(array[row]).sum()), int(np.isinf(array[row]).sum())
        rows.append(_summary((+low, +high, mean, spread), nan, inf, zero))
    return rows


def _squares(array: Array, wide: Array, means: Array) -> Array:
    """The sum of squared distances from the mean, a row each; `wide` is used up.

    One pass over narrow floats, whose squares are exact in float64, unless the mean is so large that what matters cancels.
    """
    if array.dtype.kind == "f" and array.dtype.itemsize < wide.itemsize:
        raw: Array = np.add.reduce(np.multiply(wide, wide, out=wide), axis=1)
        squares: Array = raw - means * means * array.shape[1]
        weak = squares < raw * _CANCELS
        if weak.any():
            squares[weak] = ((array[weak] - means[weak, None]) ** 2).sum(axis=1)
        return squares
    return np.asarray(((wide - means[:, None]) ** 2).sum(axis=1))


def _summary(numbers: tuple[Any, Any, float, float] | None, nan: int, inf: int, zeros: int) -> Row:
    lowest, highest, mean, std = (None,) * 4 if numbers is None else [real(number) for number in numbers]
    return {"min": lowest, "max": highest, "mean": mean, "std": std, "nan": nan, "inf": inf, "zeros": zeros}


def real(number: int | float) -> int | float | str:
    """A real number as the contract writes it: exact, `NaN` and the infinities by name, long integers in digits."""
    if isinstance(number, int):
        return str(number) if abs(number) > EXACT_INTEGER else number
    if math.isfinite(number):
        return number
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
