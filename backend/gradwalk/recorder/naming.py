"""What a call of torch is, judged by its name."""

from typing import Any, Literal, NamedTuple

import torch

from .edges import argument_names
from .text import name as shorten

Tensor = torch.Tensor
TensorBase: Any = torch._C.TensorBase

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
# Of these, those that may give a tensor the memory of what they are given.
SHARING = {"as_tensor", "asarray"}
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
# Attributes that are tensors, or whose reading may change what is known of one.
_TENSOR_PROPERTIES = {"data", "grad", "grad_fn", "T", "mT", "H", "mH", "real", "imag"}

# batch_norm and instance_norm write their running statistics, fused optimizers all but the gradients, and move no version.
_SILENT: set[Any] = {
    *(torch.nn.functional.batch_norm, torch.nn.functional.instance_norm),
    *(torch.batch_norm, torch.native_batch_norm, torch.instance_norm),
    *(torch._fused_adam_, torch._fused_adamw_, torch._fused_sgd_, torch._fused_adagrad_),
}
# Calls that let numpy, or whoever else, write to a tensor's memory.
_EXPOSING: set[Any] = {Tensor.numpy, Tensor.__array__, Tensor.__dlpack__}

FlagName = Literal["requires_grad", "retain_grad", "hook", "post_accumulate_grad_hook"]
_FLAGS: dict[Any, FlagName] = {
    Tensor.requires_grad_: "requires_grad",
    TensorBase.requires_grad.__set__: "requires_grad",
    Tensor.retain_grad: "retain_grad",
    Tensor.register_hook: "hook",
    Tensor.register_post_accumulate_grad_hook: "post_accumulate_grad_hook",
}
# Calls that give no tensor and change none.
_BLIND: set[Any] = {
    *(
        torch._C._set_grad_enabled,
        torch.autograd.grad,
        torch.autograd.backward,
        torch.is_floating_point,
        torch.is_complex,
    ),
    *(Tensor.backward, Tensor.__repr__, Tensor.__format__, Tensor.size, Tensor.dim, Tensor.numel, Tensor.stride),
    *(Tensor.is_floating_point, Tensor.is_complex, Tensor.__len__, Tensor.__hash__, Tensor.__bool__),
    Tensor.__contains__,
}
# Those that take numbers out of a tensor: its graph stays behind.
_TAKING: set[Any] = {Tensor.item, Tensor.tolist, Tensor.__float__, Tensor.__int__}
Role = Literal[
    "operation",
    "ignored",
    "blind",
    "taking",
    "flag",
    "grad_read",
    "grad_write",
    "data_write",
    "grad_fn_read",
    "storage_read",
]
_ROLES: dict[Any, Role] = {
    **dict.fromkeys(_BLIND, "blind"),
    **dict.fromkeys(_TAKING, "taking"),
    **dict.fromkeys(_FLAGS, "flag"),
    TensorBase.grad.__get__: "grad_read",
    TensorBase.grad.__set__: "grad_write",
    TensorBase.grad.__delete__: "grad_write",
    TensorBase.data.__set__: "data_write",
    TensorBase.grad_fn.__get__: "grad_fn_read",
    Tensor.untyped_storage: "storage_read",
    Tensor.storage: "storage_read",
}


class Api(NamedTuple):
    """What a function of torch is.

    `name` is torch's own for what it does, `shown` the same as the contract has it, `operands` are the names of its operands
    where they are certain; `reversed` says that its operands are written in reverse (`3 - x`); `writes`
    that its name promises to write to a tensor, `silent` that it does so without moving the version, `exposes` that numpy may
    write from now on; `pure` that it is an operation which does none of that and gives memory that is written.
    """

    func: Any
    name: str
    shown: str
    operands: tuple[str, ...]
    reversed: bool
    role: Role
    flag: FlagName | None
    writes: bool
    silent: bool
    exposes: bool
    pure: bool


_MOST_JUDGED = 4096
_judged: dict[Any, Api] = {}


def api_of(func: Any) -> Api:
    """What `func` is, worked out once for each."""
    api = _judged.get(func)
    if api is None:
        name, is_reversed = call_name(func)
        role: Role = _ROLES.get(func, "operation")
        if getattr(func, "__name__", None) == "__get__" and name not in _TENSOR_PROPERTIES:
            role = "ignored"
        writes, silent, exposes = _writes(func), func in _SILENT, func in _EXPOSING
        pure = role == "operation" and not (writes or silent or exposes or name in EMPTY or name in ("data", "detach"))
        words = shorten(name), argument_names(name)
        api = Api(func, name, *words, is_reversed, role, _FLAGS.get(func), writes, silent, exposes, pure)
        if len(_judged) < _MOST_JUDGED:
            _judged[func] = api
    return api


def custom(name: str) -> Api:
    """What a custom `autograd.Function` is: whether it writes is seen from its tensors alone."""
    return Api(None, name, shorten(name), argument_names(name), False, "operation", None, False, False, False, False)


def call_name(func: Any) -> tuple[str, bool]:
    """Torch's own name for what `func` does, and whether its operands are written in reverse (`3 - x`)."""
    name = _plain_name(func) or str(func)
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


def _plain_name(func: Any) -> str | None:
    """`copy_`, also for `torch.ops.aten.copy_.default`."""
    name: str | None = getattr(func, "__name__", None)
    return name.partition(".")[0] if name is not None and isinstance(func, torch._ops.OpOverload) else name


def _writes(func: Any) -> bool:
    name = _plain_name(func) or ""
    dunder = name.startswith("__") and name.endswith("__")
    return name[2:-2] in _IN_PLACE if dunder else name.endswith("_")


def is_factory(name: str, has_inputs: bool) -> bool:
    """Whether the call makes a leaf from nothing, or from a tensor's shape or elements alone."""
    return not has_inputs or name in _FROM_DATA or name.endswith("_like") or name.startswith("new_")


def overwrites(func: Any, name: str) -> bool:
    """Whether the call writes every element without reading any."""
    return name in _OVERWRITES or getattr(func, "__module__", None) == "torch.nn.init"


def zeroes(name: str) -> bool:
    """Whether the call writes zeros."""
    return name in _ZEROES
