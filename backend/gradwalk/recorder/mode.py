"""Sees every call of torch that Python makes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import torch
from torch.overrides import TorchFunctionMode, handle_torch_function

from .naming import api_of
from .operations import Operations
from .session import Session
from .spans import DISPATCH
from .text import name as shorten
from .unseen import unseen

Tensor = torch.Tensor
TensorBase: Any = torch._C.TensorBase
Disabled = torch._C.DisableTorchFunction

_HANDS_OVER = handle_torch_function.__code__
_tracing = torch._C._get_tracing_state
_functorch_level = torch._C._functorch.maybe_current_level

# Calls that give no tensor and change none.
_BLIND = {
    *(
        torch._C._set_grad_enabled,
        torch.autograd.grad,
        torch.autograd.backward,
        torch.is_floating_point,
        torch.is_complex,
    ),
    *(Tensor.backward, Tensor.__repr__, Tensor.__format__, Tensor.item, Tensor.tolist, Tensor.size, Tensor.dim),
    *(Tensor.numel, Tensor.stride, Tensor.is_floating_point, Tensor.is_complex, Tensor.__len__, Tensor.__hash__),
    *(Tensor.__bool__, Tensor.__float__, Tensor.__int__, Tensor.__contains__),
}
# Calls that take numbers out of a tensor: its graph stays behind.
_TAKING = {Tensor.item, Tensor.tolist, Tensor.__float__, Tensor.__int__}
_PLAIN_RESULTS = (int, float, str, bool, torch.Size, torch.dtype, torch.device)
_MOST_PLAIN = 4096


class Mode(TorchFunctionMode):
    """Passes every call on, from a frame that looks like the program's, and tells `Operations` what it did."""

    def __init__(self, session: Session, operations: Operations) -> None:
        super().__init__()
        self._session = session
        self._operations = operations
        self._plain: set[Any] = set()

    @unseen
    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Run the call and record it."""
        kwargs = kwargs or {}
        session = self._session
        if func in self._plain:
            return func(*args, **kwargs)
        session.refuse()
        if _tracing() is not None or _functorch_level() is not None or not session.here():
            return func(*args, **kwargs)
        frame, quiet, name = self._where()
        if frame is not None and frame.f_code.co_name == DISPATCH:
            return func(*args, **kwargs)
        span = session.at(frame)
        session.span = span
        if func in _BLIND:
            taken = self._pass_on(span, func, args, kwargs)
            if func in _TAKING and not quiet:
                with Disabled(), session.guard:
                    session.taken(shorten(api_of(func).name), args[0], span)
            return taken
        call = None
        with Disabled(), session.guard:
            call = self._operations.before(api_of(func), args, kwargs, span, quiet, name)
        try:
            result = self._pass_on(span, func, args, kwargs)
        except Exception:
            with Disabled(), session.guard:
                self._operations.failed(call)
            raise
        if isinstance(result, _PLAIN_RESULTS) and len(self._plain) < _MOST_PLAIN:
            self._plain.add(func)
        elif call is not None:
            with Disabled(), session.guard:
                self._operations.after(call, result)
                session.timeline.pump()
        return result

    @unseen
    def _pass_on(self, span: Any, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        caller: FrameType | None = sys._getframe(2)
        if caller is not None and caller.f_code is _HANDS_OVER and caller.f_back is not None:
            # A function of torch in Python has handed itself over.
            caller = caller.f_back.f_back
        if span is None or caller is None:
            return func(*args, **kwargs)
        return self._session.trampolines.at(caller)(func, args, kwargs)

    def _where(self) -> tuple[FrameType | None, bool, str | None]:
        """The program's frame, whether a library works in between for itself, and which optimizer's step it is."""
        judge = self._session.library.judge
        frame: FrameType | None = sys._getframe(2)
        quiet, name = False, None
        while frame is not None:
            inside = judge(frame.f_code)
            if inside is None:
                break
            quiet = quiet or inside.quiet
            name = inside.name or name
            frame = frame.f_back
        return frame, quiet, name
