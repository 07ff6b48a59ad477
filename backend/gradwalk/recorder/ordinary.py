"""The short way for the calls of torch that are most of every program."""

from typing import Any

import torch

from .calls import Call, operands
from .edges import Operands
from .session import Session


def record_ordinary(session: Session, call: Call, result: Any) -> bool:
    """Record a call if it is like most: it gave one new tensor with a graph, no view, and wrote and turned nothing.

    The step is what `Operations` would make of it, without looking for what there cannot be.
    """
    api, span = call.api, call.span
    tensors, storages = session.tensors, session.storages
    by_id = tensors.by_id
    if (
        type(result) is not torch.Tensor
        or not api.pure
        or call.writes
        or call.quiet
        or id(result) in by_id
        or storages.noisy
        or storages.exposed
        or result._is_view()
        or not result.requires_grad
        or result.grad_fn is None
    ):
        return False
    memory: set[int | None] = set()
    for tensor, version in zip(call.tensors, call.versions, strict=True):
        known = by_id.get(id(tensor))
        if known is None or known.id is None or known.stale or version is None or version != tensor._version:
            return False
        memory.add(known.storage)
    node = result.grad_fn
    found = session.functions.find((node,))
    given, inputs = operands(call, tensors)
    made = tensors.add(result, span, session.functions.id(node))
    functions = session.functions.describe(found, span, (result,), Operands(api.name, given))
    session.timeline.step(
        "op",
        span,
        name=api.shown,
        inputs=inputs,
        outputs=[made.id],
        mutated=[],
        view=made.storage is not None and made.storage in memory,
        grad_enabled=call.grad_enabled,
        cut=None,
        born=[made.id],
        functions=functions,
        changes=[],
    )
    return True
