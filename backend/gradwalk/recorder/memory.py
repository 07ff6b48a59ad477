"""How a tensor lies in memory: what can be read without calling torch's dispatcher."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import torch

DTYPES: dict[torch.dtype, np.dtype[np.generic]] = {
    torch.float64: np.dtype(np.float64),
    torch.float32: np.dtype(np.float32),
    torch.float16: np.dtype(np.float16),
    torch.bfloat16: np.dtype(np.uint16),
    torch.int64: np.dtype(np.int64),
    torch.int32: np.dtype(np.int32),
    torch.int16: np.dtype(np.int16),
    torch.int8: np.dtype(np.int8),
    torch.uint64: np.dtype(np.uint64),
    torch.uint32: np.dtype(np.uint32),
    torch.uint16: np.dtype(np.uint16),
    torch.uint8: np.dtype(np.uint8),
    torch.bool: np.dtype(np.bool_),
    torch.complex32: np.dtype(np.uint32),
    torch.complex64: np.dtype(np.complex64),
    torch.complex128: np.dtype(np.complex128),
}

# All that a dense tensor on the CPU is to torch's dispatcher; what is wrapped, lazily conjugated, sparse, nested, quantised, on
# another device or made in inference mode is more than this or less.
_keys = torch._C._dispatch_keys
_ORDINARY_KEYS = _keys(torch.empty(0)).raw_repr()

ITEMSIZES = {dtype: kind.itemsize for dtype, kind in DTYPES.items()}
ORDINARY = frozenset((torch.Tensor, torch.nn.Parameter))
_tracing = torch._C._get_tracing_state
_storage_address: Callable[[torch.Tensor], int] = torch._C._storage_address  # type: ignore[attr-defined] # not in torch's stubs
_functorch_level = torch._C._functorch.maybe_current_level
_is_wrapped = torch._C._functorch.is_functorch_wrapped_tensor


_Lazy: type = torch.nn.parameter.UninitializedTensorMixin  # type: ignore[attr-defined] # not in torch's stubs
_strided = torch.strided
_dtype_names: dict[torch.dtype, str] = {}


def dtype_name(dtype: torch.dtype) -> str:
    """The dtype without `torch.`: `float32`."""
    name = _dtype_names.get(dtype)
    if name is None:
        name = _dtype_names[dtype] = str(dtype).removeprefix("torch.")
    return name


def shape_of(tensor: torch.Tensor) -> list[int]:
    """The shape; empty for nested and lazy tensors, which have none."""
    if type(tensor) in ORDINARY and not tensor.is_nested:
        return [*tensor.shape]
    try:
        return [int(size) for size in tensor.shape]
    except (RuntimeError, ValueError, AttributeError):
        return []


def is_ordinary(tensor: torch.Tensor) -> bool:
    """Whether `hidden` is None, there is a version, and the bytes are the elements."""
    return (
        type(tensor) in ORDINARY
        and _keys(tensor).raw_repr() == _ORDINARY_KEYS
        and tensor.dtype in DTYPES
        and _tracing() is None
    )


def hidden(tensor: torch.Tensor) -> str | None:
    """Why the tensor has no plain memory to read, in the contract's words; None if it has."""
    if (
        type(tensor) in ORDINARY
        and tensor.layout is _strided
        and tensor.is_cpu
        and tensor.dtype in DTYPES
        and not tensor.is_nested
        and _functorch_level() is None
        and _tracing() is None
    ):
        return None
    if tensor.is_nested:
        return "nested"
    if tensor.is_quantized:
        return "quantised"
    if tensor.is_meta:
        return "meta"
    if tensor.layout is not torch.strided:
        return "sparse"
    if not _is_plain(tensor) or (_functorch_level() is not None and _is_wrapped(tensor)):
        return "wrapped"
    if not tensor.is_cpu or tensor.dtype not in DTYPES or _tracing() is not None:
        return "unreadable"
    return None


def _is_plain(tensor: torch.Tensor) -> bool:
    kind = type(tensor)
    return kind in ORDINARY or (
        kind.__torch_dispatch__ is torch._C._disabled_torch_dispatch_impl and not issubclass(kind, _Lazy)
    )


def version_of(tensor: torch.Tensor) -> int | None:
    """The version counter; None for inference tensors, which have none."""
    version: int | None = None if tensor.is_inference() else tensor._version
    return version


def storage_key(tensor: torch.Tensor) -> int | None:
    """The address of the storage, good while the storage lives; None for a tensor without one."""
    if tensor.layout is not _strided or tensor.is_nested or _tracing() is not None:
        return None
    if _functorch_level() is not None and _is_wrapped(tensor):
        return None
    try:
        # Asking for the storage itself would leave torch a Python object that counts as another user of the memory: the engine
        # would then no longer add one gradient to another in place.
        return _storage_address(tensor)
    except RuntimeError:
        return None


@lru_cache(maxsize=4096)
def is_dense(shape: tuple[int, ...], strides: tuple[int, ...]) -> bool:
    """Whether the elements are exactly `numel` places from the first, each once, in whatever order."""
    expected = 1
    for stride, size in sorted((stride, size) for stride, size in zip(strides, shape, strict=True) if size != 1):
        if stride != expected:
            return False
        expected *= size
    return True


def is_sound(tensor: torch.Tensor) -> bool:
    """Whether torch answers what made the tensor.

    It refuses for a view made without grad mode whose base was written with it, and makes the answer anew for any other
    view whose base was written.
    """
    try:
        return tensor.grad_fn is not None or tensor.is_leaf
    except RuntimeError:
        return False
