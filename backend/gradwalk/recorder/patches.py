"""Calls that torch does not announce, or that what the recorder holds would get in the way of."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from .changes import Changes
from .operations import Operations
from .session import Session
from .spans import program_frame
from .unseen import unseen

Disabled = torch._C.DisableTorchFunction

_WITH_FAST_PATHS = ("/nn/modules/transformer.py", "/nn/modules/activation.py")


@contextmanager
def patched(session: Session, changes: Changes, operations: Operations) -> Iterator[None]:
    """Wrap `Function.apply`, `nn.Module.__call__`, `swap_tensors` and `has_torch_function` for the length of a recording."""
    apply = torch.autograd.Function.__dict__["apply"]
    swap = torch.utils.swap_tensors
    torch.autograd.Function.apply = classmethod(_apply(session, operations, apply.__func__))  # type: ignore[assignment, method-assign]
    torch.utils.swap_tensors = _swap(session, changes, swap)
    overridden = torch.overrides.has_torch_function
    torch.overrides.has_torch_function = _has_torch_function(overridden)
    call = torch.nn.Module.__call__
    torch.nn.Module.__call__ = _call(session, call)  # type: ignore[method-assign]
    try:
        yield
    finally:
        torch.autograd.Function.apply = apply  # type: ignore[method-assign]
        torch.utils.swap_tensors = swap
        torch.overrides.has_torch_function = overridden
        torch.nn.Module.__call__ = call  # type: ignore[method-assign]


def _apply(session: Session, operations: Operations, original: Callable[..., Any]) -> Callable[..., Any]:
    @unseen
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
            # Its `forward` has been left.
            session.span = session.at(program_frame(1))
            with Disabled(), session.guard:
                operations.after(call, result)
        return result

    return apply


def _call(session: Session, original: Callable[..., Any]) -> Callable[..., Any]:
    scopes, library = session.scopes, session.library

    @unseen
    def call(self: torch.nn.Module, *args: Any, **kwargs: Any) -> Any:
        if not session.here():
            return original(self, *args, **kwargs)
        where = library.enter(sys._getframe(1))
        try:
            entered = scopes.enter_module(self, where.frame)
            try:
                return original(self, *args, **kwargs)
            finally:
                scopes.leave_module(entered)
        finally:
            library.leave()

    library.enter_by(call.__code__)
    return call


def _has_torch_function(original: Callable[..., bool]) -> Callable[..., bool]:
    """Our mode is no reason for a transformer or for attention to compute in another way."""

    def has_torch_function(relevant_args: Iterable[Any]) -> bool:
        alone = torch._C._len_torch_function_stack() == 1
        if alone and sys._getframe(1).f_code.co_filename.endswith(_WITH_FAST_PATHS):
            with torch.overrides._pop_mode_temporarily():
                return original(relevant_args)
        return original(relevant_args)

    return has_torch_function


def _swap(session: Session, changes: Changes, original: Callable[..., None]) -> Callable[..., None]:
    @unseen
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
