"""Samples for the rules: torch's own (OpInfo), also non-contiguous ones, run forward and backward."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import torch

from ..recorder.opinfo.samples import flat, operators, samples_of
from . import own
from .judge import Tally
from .nodes import nodes

DTYPES = (torch.float64, torch.complex128)


def seed_of(root: torch.Tensor) -> torch.Tensor:
    """A gradient to start with."""
    return torch.randn_like(root.detach()) if root.layout is torch.strided else torch.ones_like(root)


def judge_operator(name: str, op: Any, tally: Tally, most: int | None = None) -> None:
    """Judge every function that the first `most` samples of an operator make, as they are and non-contiguous."""
    for dtype in DTYPES:
        if dtype not in op.supported_dtypes("cpu") & op.supported_backward_dtypes("cpu"):
            continue
        for number, sample in enumerate(samples_of(op, dtype, most)):
            where = f"{name} sample {number} {str(dtype).removeprefix('torch.')}"
            _judge(op, partial(_same, sample), tally, where)
            _judge(op, sample.noncontiguous, tally, f"{where}, non-contiguous")


def _same(sample: Any) -> Any:
    return sample


def _judge(op: Any, make: Callable[[], Any], tally: Tally, where: str) -> None:
    def outputs() -> Any:
        sample = make()
        return sample.output_process_fn_grad(op.op(sample.input, *sample.args, **sample.kwargs))

    _judge_outputs(outputs, tally, where)


def _judge_outputs(make: Callable[[], Any], tally: Tally, where: str) -> None:
    try:
        outputs = flat(make())
        if any(output.layout is not torch.strided for output in outputs):
            return
        ran = nodes(outputs, seed_of)
    except (RuntimeError, ValueError, TypeError, IndexError):
        # What torch itself refuses, of this dtype or non-contiguous, is none of the rules' business.
        return
    for one in ran:
        tally.judge(one, where)


def judge_expression(expression: str, tally: Tally) -> None:
    """Judge every function that one of our own expressions makes."""
    torch.manual_seed(0)
    for dtype in DTYPES:
        for number, operands in enumerate(own.samples(expression, dtype)):
            where = f"{expression} sample {number} {str(dtype).removeprefix('torch.')}"
            _judge_outputs(partial(own.run, expression, operands), tally, where)


def sweep(names: Iterable[str] | None = None, most: int | None = None) -> Tally:
    """Judge the operators of these names, all without."""
    tally, known = Tally(), operators()
    torch.manual_seed(0)
    for name in known if names is None else names:
        judge_operator(name, known[name], tally, most)
    return tally


def merged(*tallies: Tally) -> Tally:
    """All of them in one."""
    whole = Tally()
    for tally in tallies:
        whole.compared += tally.compared
        whole.stretched += tally.stretched
        whole.computed += tally.computed
        whole.summed += tally.summed
        whole.wrong += tally.wrong
        whole.without |= tally.without
    return whole
