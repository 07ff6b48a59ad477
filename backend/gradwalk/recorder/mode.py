"""Sees every call of torch that Python makes."""

import sys
from typing import Any

import torch
from torch.overrides import TorchFunctionMode, handle_torch_function

from .naming import api_of
from .operations import Operations
from .session import Session
from .spans import DISPATCH
from .unseen import unseen

Disabled = torch._C.DisableTorchFunction

_HANDS_OVER = handle_torch_function.__code__
_tracing = torch._C._get_tracing_state
_functorch_level = torch._C._functorch.maybe_current_level

_PLAIN_RESULTS = (int, float, str, bool, torch.Size, torch.dtype, torch.device)
_MOST_PLAIN = 4096
# Nobody overrides what is called: functions of torch in Python name the class of plain tensors.
_TENSORS_ALONE = (torch.Tensor,)


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
        if func in self._plain:
            return func(*args, **kwargs)
        session = self._session
        session.refuse()
        if _tracing() is not None or _functorch_level() is not None or not session.here():
            return func(*args, **kwargs)
        caller = sys._getframe(1)
        frame, quiet, name = session.library.where(caller)
        if frame is not None and frame.f_code.co_name == DISPATCH:
            return func(*args, **kwargs)
        session.span = span = session.at(frame)
        api = api_of(func)
        blind = api.role in ("blind", "taking")
        call = None
        if not blind:
            with Disabled(), session.guard:
                call = self._operations.before(api, args, kwargs, span, quiet, name)
        try:
            if span is None:
                result = func(*args, **kwargs)
            elif types and types != _TENSORS_ALONE:
                result = _overridden(func, types, args, kwargs, caller.f_code is _HANDS_OVER)
            else:
                if caller.f_code is _HANDS_OVER and caller.f_back is not None and caller.f_back.f_back is not None:
                    # A function of torch in Python has handed itself over.
                    caller = caller.f_back.f_back
                result = session.trampolines.at(caller)(func, args, kwargs)
        except Exception:
            with Disabled(), session.guard:
                self._operations.failed(call)
            raise
        if blind:
            if api.role == "taking" and not quiet:
                with Disabled(), session.guard:
                    session.taken(api.shown, args[0], span)
        elif issubclass(type(result), _PLAIN_RESULTS) and len(self._plain) < _MOST_PLAIN:
            self._plain.add(func)
        elif call is not None:
            with Disabled(), session.guard:
                self._operations.after(call, result)
                session.timeline.pump()
        return result


@unseen
def _overridden(func: Any, types: tuple[type, ...], args: tuple[Any, ...], kwargs: dict[str, Any], again: bool) -> Any:
    """Call `func`, which classes of the program override: what they warn of is counted from the program's own frames.

    A function of torch in Python has been run once, up to where it hands itself over; run `again` it would stand there twice.
    """
    methods: list[Any] = [kind.__torch_function__ for kind in types]  # type: ignore[attr-defined] # they override
    if again and all(getattr(method, "__self__", None) is kind for method, kind in zip(methods, types, strict=True)):
        for method in methods:
            result = method(func, types, args, kwargs)
            if result is not NotImplemented:
                return result
    # Refused by all, it is refused in torch's own words.
    return func(*args, **kwargs)
