"""The operators of torch's test data that support autograd, their samples, and the program that runs one."""

import importlib
import sys
import types
from collections.abc import Iterator
from typing import Any

import torch
from gradwalk.recorder.run import seed

DTYPES = (torch.float64, torch.float32, torch.complex64, torch.complex128)

FORWARD = """\
import torch
from sample import args, flat, function, input, kwargs, process, seed_of

results = flat(process(function(input, *args, **kwargs)))
"""
BACKWARD = """\
roots = [result for result in results if result.requires_grad]
if roots:
    torch.autograd.backward(roots, [seed_of(root) for root in roots])
given = flat((input, args, kwargs))
"""
# The results are the gradients, whose own gradients `BACKWARD` asks for.
GRADIENTS = """\
roots = [result for result in results if result.requires_grad]
wanted = [tensor for tensor in flat((input, args, kwargs)) if tensor.requires_grad]
seeds = [seed_of(root) for root in roots]
results = flat(torch.autograd.grad(roots, wanted, seeds, create_graph=True, allow_unused=True))
"""


def operators() -> dict[str, Any]:
    """Every operator that supports autograd, by its full name."""
    # The module is large and untyped: mypy is not to follow it.
    database: Any = importlib.import_module("torch.testing._internal.common_methods_invocations")
    return {op.full_name: op for op in database.op_db if op.supports_autograd}


def dtypes_of(op: Any) -> list[torch.dtype]:
    """Those of `DTYPES` for which `op` has samples and a derivative on the CPU."""
    supported = op.supported_dtypes("cpu") & op.supported_backward_dtypes("cpu")
    return [dtype for dtype in DTYPES if dtype in supported]


def samples_of(op: Any, dtype: torch.dtype, most: int | None = None) -> list[Any]:
    """The first `most` samples, all without it; the same ones each time, in memory of their own."""
    seed(0)
    samples = iter(op.sample_inputs("cpu", dtype, requires_grad=True))
    return [sample for sample, _ in zip(samples, range(sys.maxsize if most is None else most), strict=False)]


def mistakes_of(op: Any) -> list[Any]:
    """What `op` refuses; the same each time, in memory of their own."""
    seed(0)
    return [mistake.sample_input for mistake in op.error_inputs("cpu")]


def install(op: Any, sample: Any) -> None:
    """Make the module that the program imports its operator and its operands from."""
    module: Any = types.ModuleType("sample")
    module.function, module.process = op.op, sample.output_process_fn_grad
    module.input, module.args, module.kwargs = sample.input, sample.args, sample.kwargs
    module.flat, module.seed_of = flat, seed_of
    sys.modules["sample"] = module


def flat(value: Any) -> list[torch.Tensor]:
    """Every tensor in nested lists, tuples and dicts, in order, each once."""
    found: dict[int, torch.Tensor] = {}
    for tensor in _tensors(value):
        found.setdefault(id(tensor), tensor)
    return list(found.values())


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _tensors(item)


def seed_of(root: torch.Tensor) -> torch.Tensor:
    """A gradient to start with that is different for every element."""
    if root.layout is not torch.strided or root.is_nested:
        return torch.ones_like(root)
    places = torch.arange(1, root.numel() + 1, dtype=torch.float64).reshape(root.shape)
    numbers = torch.complex(places.cos(), places.sin()) if root.is_complex() else places.cos()
    return numbers.to(root.dtype)
