"""Calls that torch does not announce, or that what the recorder holds would get in the way of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from .changes import Changes
from .operations import Operations
from .session import Session
from .spans import program_frame

Disabled = torch._C.DisableTorchFunction


@contextmanager
def patched(session: Session, changes: Changes, operations: Operations) -> Iterator[None]:
    """Wrap `autograd.Function.apply`, `nn.Module.__call__` and `swap_tensors` for the length of a recording."""
    apply = torch.autograd.Function.__dict__["apply"]
    swap = torch.utils.swap_tensors
    torch.autograd.Function.apply = classmethod(_apply(session, operations, apply.__func__))  # type: ignore[assignment, method-assign]
    torch.utils.swap_tensors = _swap(session, changes, swap)
    call = torch.nn.Module.__call__
    torch.nn.Module.__call__ = _call(session, call)  # type: ignore[method-assign]
    try:
        yield
    finally:
        torch.autograd.Function.apply = apply  # type: ignore[method-assign]
        torch.utils.swap_tensors = swap
        torch.nn.Module.__call__ = call  # type: ignore[method-assign]


def _apply(session: Session, operations: Operations, original: Callable[..., Any]) -> Callable[..., Any]:
    def apply(cls: type, *args: Any, **kwargs: Any) -> Any:
        session.refuse()
        span = session.at(program_frame(1)) if session.here() else None
        if span is None or torch._C._functorch.maybe_current_level() is not None:
            return original(cls, *args, **kwargs)
        call = None
        with Disabled(), session.guard:
            call = operations.before_custom(cls.__name__, args, span)
        session.grad_mode_taken += 1
        try:
            result = original(cls, *args, **kwargs)
        finally:
            session.grad_mode_taken -= 1
        if call is not None:
            with Disabled(), session.guard:
                operations.after(call, result)
        return result

    return apply


def _call(session: Session, original: Callable[..., Any]) -> Callable[..., Any]:
    scopes = session.scopes

    def call(self: torch.nn.Module, *args: Any, **kwargs: Any) -> Any:
        if not session.here():
            return original(self, *args, **kwargs)
        entered = scopes.enter_module(self, program_frame(1))
        try:
            return original(self, *args, **kwargs)
        finally:
            scopes.leave_module(entered)

    return call


def _swap(session: Session, changes: Changes, original: Callable[..., None]) -> Callable[..., None]:
    def swap_tensors(t1: torch.Tensor, t2: torch.Tensor) -> None:
        with Disabled(), session.guard:
            held = [(tensor, session.tensors.let_go(tensor)) for tensor in (t1, t2)]
        try:
            original(t1, t2)
        finally:
            with Disabled(), session.guard:
                for tensor, known in held:
                    if known is not None:
                        session.tensors.hold(tensor, known)
                        if known.id is not None:
                            change = changes.of(known, tensor, written=True, own=True)
                            session.mutation("swap_tensors", session.span, [change])

    return swap_tensors
