"""What a call of torch is, judged by its name."""

from typing import Any

import torch

_DUNDERS = {
    "truediv": "div",
    "itruediv": "div_",
    "idiv": "div_",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
    "invert": "bitwise_not",
}
_REFLECTED = {
    "__rsub__": "sub",
    "__rdiv__": "div",
    "__rtruediv__": "div",
    "__rpow__": "pow",
    "__rmatmul__": "matmul",
    "__rfloordiv__": "floor_divide",
    "__rmod__": "remainder",
    "__radd__": "add",
    "__rmul__": "mul",
}
_IN_PLACE = {"iadd", "isub", "imul", "idiv", "itruediv", "ifloordiv", "imod", "ipow", "iand", "ior", "ixor", "setitem"}

EMPTY = {"empty", "empty_like", "new_empty", "empty_strided", "new_empty_strided", "empty_permuted"}
_FROM_DATA = {"tensor", "as_tensor", "asarray", "scalar_tensor", "deepcopy", "new"}
_OVERWRITES = {
    *(
        "zero_",
        "fill_",
        "copy_",
        "normal_",
        "uniform_",
        "random_",
        "bernoulli_",
        "exponential_",
        "geometric_",
        "cauchy_",
    ),
    *("log_normal_", "set_", "_foreach_zero_", "_foreach_copy_"),
}
_ZEROES = {"zero_", "_foreach_zero_"}


def call_name(func: Any) -> tuple[str, bool]:
    """Torch's own name for what `func` does, and whether its operands are written in reverse (`3 - x`)."""
    name = getattr(func, "__name__", None) or str(func)
    if name in ("__get__", "__set__", "__delete__"):
        return getattr(func.__self__, "__name__", name), False
    if name in _REFLECTED:
        return _REFLECTED[name], True
    if name.startswith("__") and name.endswith("__"):
        inner = name[2:-2]
        if inner in _DUNDERS:
            return _DUNDERS[inner], False
        return (f"{inner[1:]}_" if inner in _IN_PLACE and inner != "setitem" else inner), False
    return name, False


def writes(func: Any, kwargs: dict[str, Any]) -> bool:
    """Whether the call's name says that it writes to a tensor."""
    name = getattr(func, "__name__", None) or ""
    dunder = name.startswith("__") and name.endswith("__")
    return kwargs.get("out") is not None or (name[2:-2] in _IN_PLACE if dunder else name.endswith("_"))


def is_factory(name: str, has_inputs: bool) -> bool:
    """Whether the call makes a leaf from nothing, or from a tensor's shape or elements alone."""
    return not has_inputs or name in _FROM_DATA or name.endswith("_like") or name.startswith("new_")


def overwrites(func: Any, name: str) -> bool:
    """Whether the call writes every element without reading any."""
    return name in _OVERWRITES or getattr(func, "__module__", None) == "torch.nn.init"


def zeroes(name: str) -> bool:
    """Whether the call writes zeros."""
    return name in _ZEROES


# batch_norm and instance_norm write their running statistics without moving the version.
SILENT = {
    *(torch.nn.functional.batch_norm, torch.nn.functional.instance_norm),
    *(torch.batch_norm, torch.native_batch_norm, torch.instance_norm),
}

# Calls that let numpy write to a tensor's memory.
EXPOSING: set[Any] = {torch.Tensor.numpy, torch.Tensor.__array__}
