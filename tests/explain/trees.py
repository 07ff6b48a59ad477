"""The trees of rules computed with numpy alone, as the recording's models say that they are read."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from gradwalk.recording.rules import Numeral, Term, Variable

Names = Mapping[str, Any]


def compute(tree: Term, names: Names) -> Any:
    """What a tree gives. `names` are arrays, numbers, flags, None, tuples of numbers, and lists of arrays."""
    if isinstance(tree, Numeral):
        return tree.value
    if isinstance(tree, Variable):
        name, _, place = tree.name.partition("[")
        return names[name][int(place[:-1])] if place else names[name]
    if tree.operation == "where":
        condition = compute(tree.terms[0], names)
        if isinstance(condition, bool):
            return compute(tree.terms[1 if condition else 2], names)
        return np.where(condition, *(compute(term, names) for term in tree.terms[1:]))
    return OPERATIONS[tree.operation](*(compute(term, names) for term in tree.terms))


def _dims(dim: Any, rank: int) -> tuple[int, ...]:
    given = () if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    return tuple(one % rank for one in given) or tuple(range(rank)) if rank else ()


def _sum(x: Any, *dims: Any) -> Any:
    return x.sum(axis=_dims(dims[0], x.ndim), keepdims=True) if dims else x.sum()


def _sum_to_size(x: Any, shape: Any) -> Any:
    x = np.asarray(x)
    x = x.sum(axis=tuple(range(x.ndim - len(shape))))
    return x.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1 and x.shape[k] != 1), keepdims=True)


def _mean(x: Any, dim: Any) -> Any:
    return x.mean(axis=_dims(dim, x.ndim), keepdims=True)


def _solve(a: Any, b: Any) -> Any:
    columns = b[..., None] if b.ndim == 1 else b
    return np.linalg.solve(a, columns).reshape(*np.broadcast_shapes(a.shape[:-2], b.shape[:-2]), *b.shape[-2:])


def _inv(x: Any) -> Any:
    try:
        return np.linalg.inv(x)
    except np.linalg.LinAlgError:
        return np.full_like(x, np.nan)


def _transpose(x: Any, *dims: int) -> Any:
    if dims:
        return x if x.ndim == 0 else np.swapaxes(x, *dims)
    return x if x.ndim < 2 else np.swapaxes(x, -1, -2)


def _at(x: Any, dim: int, place: Any) -> Any:
    return (*(slice(None),) * (dim % x.ndim), place)


def _put(x: Any, place: Any, value: Any) -> Any:
    copy = x.copy()
    copy[place] = value
    return copy


def _grid(index: Any, dim: int) -> tuple[Any, ...]:
    grid = list(np.indices(index.shape))
    grid[dim] = index
    return tuple(grid)


def _scattered(x: Any, dim: int, index: Any, source: Any, add: bool) -> Any:
    if index.size == 0:
        return x
    if x.ndim == 0 or index.ndim == 0:
        return _scattered(x.reshape(-1), 0, index.reshape(-1), np.reshape(source, -1), add).reshape(x.shape)
    copy, places = x.copy(), _grid(index, dim)
    part = source if np.ndim(source) == 0 else source[tuple(map(slice, index.shape))]
    if add:
        np.add.at(copy, places, part)
    else:
        copy[places] = part
    return copy


def _gather(x: Any, dim: int, index: Any) -> Any:
    places = index.reshape(index.shape or 1)
    return np.reshape(x, x.shape or 1)[_grid(places, dim)].reshape(index.shape)


def _index_add(x: Any, dim: int, index: Any, source: Any) -> Any:
    if x.ndim == 0:
        return x + source.sum()
    copy = x.copy()
    np.add.at(copy, _at(x, dim, index.reshape(-1)), source)
    return copy


def _diagonal(x: Any, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Any:
    return np.diagonal(x, offset, dim1, dim2)


def _diagonal_scatter(x: Any, source: Any, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Any:
    copy = x.copy()
    view = np.diagonal(copy, offset, dim1, dim2)
    view.flags.writeable = True
    view[...] = source
    return copy


def _flatten(x: Any, start: int = 0) -> Any:
    at = start % max(x.ndim, 1)
    return x.reshape((*x.shape[:at], math.prod(x.shape[at:])))


def _triangle(cut: Callable[[Any, int], Any]) -> Callable[..., Any]:
    return lambda x, diagonal=0: cut(x, diagonal) if x.size else x


def _kept(shape: Any, dim: Any) -> tuple[int, ...]:
    chosen = _dims(dim, len(shape))
    return tuple(1 if k in chosen else n for k, n in enumerate(shape))


def _count(shape: Any, dim: Any) -> int:
    return math.prod(shape[k] for k in _dims(dim, len(shape)))


def _each(its: Any, n: int) -> list[int]:
    return list(its) * (n // len(its))


def _windows(sizes: Any, places: Any, kernel: Any, stride: Any, padding: Any, dilation: Any) -> Any:
    n, whole = len(sizes), math.prod(sizes)
    kernel = _each(kernel, n)
    steps, pads, gaps = _each(stride or kernel, n), _each(padding, n), _each(dilation, n)
    met = np.zeros((math.prod(kernel), math.prod(places)), dtype=np.int64)
    for row, k in enumerate(np.ndindex(*kernel)):
        for column, p in enumerate(np.ndindex(*places)):
            at = [k[d] * gaps[d] + p[d] * steps[d] - pads[d] for d in range(n)]
            inside = all(0 <= at[d] < sizes[d] for d in range(n))
            framed = all(-pads[d] <= at[d] < sizes[d] + pads[d] for d in range(n))
            met[row, column] = np.ravel_multi_index(at, tuple(sizes)) if inside else whole if framed else whole + 1
    return met


def _places(shape: Any, indices: Any) -> Any:
    at = tuple(slice(None) if index is None else index for index in indices)
    return np.arange(math.prod(shape)).reshape(shape)[at]


def _padded(shape: Any, pad: Any, mode: str) -> Any:
    n, count = math.prod(shape), len(shape) - len(pad) // 2
    around = [(0, 0)] * count + [(pad[k], pad[k + 1]) for k in range(len(pad) - 2, -1, -2)]
    sizes = [size + left + right for size, (left, right) in zip(shape, around, strict=True)]
    read = np.full(sizes, n)
    for place in np.ndindex(*sizes):
        at = [p - left for p, (left, _) in zip(place, around, strict=True)]
        if mode == "replicate":
            at = [min(max(p, 0), size - 1) for p, size in zip(at, shape, strict=True)]
        elif mode == "reflect":
            at = [size - 1 - abs(size - 1 - abs(p)) for p, size in zip(at, shape, strict=True)]
        if all(0 <= p < size for p, size in zip(at, shape, strict=True)):
            read[place] = np.ravel_multi_index(at, tuple(shape))
    return read


def _unfold(x: Any, dim: int, size: int, step: int) -> Any:
    if x.ndim == 0:
        return x.reshape(1)[:size]
    windows = np.lib.stride_tricks.sliding_window_view(x, size, dim)
    return windows[_at(x, dim, slice(None, None, step))]


def _roll(x: Any, shifts: Any, dims: Any) -> Any:
    return (
        np.roll(x, shifts, dims) if len(dims) else np.roll(x.reshape(-1), shifts[0] if shifts else 0).reshape(x.shape)
    )


def _part(n: int, m: int) -> Any:
    means = [(i * n // m, -((i + 1) * n // -m)) for i in range(m)]
    return np.array([[float(first <= k < end) / (end - first) for k in range(n)] for first, end in means])


def _same(a: Any, b: Any) -> Any:
    return a is b if a is None or b is None else a == b


OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": np.divide,
    "pow": np.power,
    "neg": lambda x: -x,
    "abs": np.abs,
    "sign": np.sign,
    "erf": np.vectorize(math.erf, otypes=[float]),
    "floor_divide": lambda a, b: a // b if isinstance(a, int) else np.floor_divide(a, b),
    "rsqrt": lambda x: 1 / np.sqrt(x),
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "clamp": lambda x, low, high=np.inf: np.clip(x, low, high),
    "eq": _same,
    "ne": lambda a, b: np.logical_not(_same(a, b)),
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "logical_and": lambda a, b: a & b,
    "logical_or": lambda a, b: a | b,
    "sum": _sum,
    "mean": _mean,
    "prod": lambda x, dim: x.prod(axis=_dims(dim, x.ndim), keepdims=True),
    "sum_to_size": _sum_to_size,
    "cumsum": lambda x, dim: np.cumsum(x, dim) if x.ndim else x,
    "matmul": lambda a, b: a @ b,
    "inv": _inv,
    "solve": _solve,
    "reshape": lambda x, shape: np.reshape(x, tuple(shape)),
    "expand": lambda x, shape: np.broadcast_to(x, tuple(shape)),
    "unsqueeze": np.expand_dims,
    "flatten": _flatten,
    "transpose": _transpose,
    "permute": lambda x, dims: np.transpose(x, tuple(dims)),
    "flip": lambda x, dims: np.flip(x, dims) if x.ndim else x,
    "tril": _triangle(np.tril),
    "triu": _triangle(np.triu),
    "select": lambda x, dim, index: x[_at(x, dim, index)],
    "narrow": lambda x, dim, start, length: x[_at(x, dim, slice(start, start + length))],
    "diagonal": _diagonal,
    "gather": _gather,
    "index_select": lambda x, dim, index: np.take(x, index.reshape(-1), dim) if x.ndim else x,
    "stack": lambda tensors, dim=0: np.stack(tensors, dim),
    "cat": lambda tensors, dim=0: np.concatenate(tensors, dim),
    "zeros": lambda shape: np.zeros(shape if isinstance(shape, int) else tuple(shape)),
    "select_scatter": lambda x, source, dim, index: _put(x, _at(x, dim, index), source),
    "slice_scatter": lambda x, source, dim, start, end, step: _put(x, _at(x, dim, slice(start, end, step)), source),
    "diagonal_scatter": _diagonal_scatter,
    "scatter": lambda x, dim, index, source: _scattered(x, dim, index, source, add=False),
    "scatter_add": lambda x, dim, index, source: _scattered(x, dim, index, source, add=True),
    "index_add": _index_add,
    "slice": lambda x, dim, start, end, step: x[_at(x, dim, slice(start, end, step))],
    "repeat": lambda x, repeats: np.tile(x, tuple(repeats)),
    "roll": _roll,
    "unfold": _unfold,
    "index_fill": lambda x, dim, index, value: _put(x, _at(x, dim, index.reshape(-1)), value) if x.ndim else x * 0,
    "numel": lambda x: x.size if isinstance(x, np.ndarray) else math.prod(x),
    "dim": np.ndim,
    "size": np.shape,
    "len": len,
    "item": lambda items, place: items[place],
    "rest": lambda items, start, end: items[start:end],
    "others": lambda shape, dim: [d for d in range(len(shape)) if d != dim],
    "last": lambda sizes: [d - len(sizes) for d in range(len(sizes))],
    "start": lambda shapes, dim, i: sum(its[dim] for its in shapes[:i] if its != (0,)),
    "arange": np.arange,
    "eye": np.eye,
    "windows": _windows,
    "places": _places,
    "padded": _padded,
    "part": _part,
    "tuple": lambda *items: items,
    "kept": _kept,
    "count": _count,
    "inverse": lambda dims: tuple([d % len(dims) for d in dims].index(k) for k in range(len(dims))),
}
