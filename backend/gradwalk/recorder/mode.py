"""Sees every call of torch that Python makes."""

import sys
from types import FrameType
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
        frame, quiet, name = self._where(caller)
        if frame is not None and frame.f_code.co_name == DISPATCH:
            return func(*args, **kwargs)
        session.span = span = session.at(frame)
        api = api_of(func)
        blind = api.role in ("blind", "taking")
        call = None
        if not blind:
            with Disabled(), session.guard:
                call = self._operations.before(api, args, kwargs, span, quiet, name)
        if caller.f_code is _HANDS_OVER and caller.f_back is not None and caller.f_back.f_back is not None:
            # A function of torch in Python has handed itself over.
            caller = caller.f_back.f_back
        try:
            result = func(*args, **kwargs) if span is None else session.trampolines.at(caller)(func, args, kwargs)
        except Exception:
            with Disabled(), session.guard:
                self._operations.failed(call)
            raise
        if blind:
            if api.role == "taking" and not quiet:
                with Disabled(), session.guard:
                    session.taken(api.shown, args[0], span)
        elif isinstance(result, _PLAIN_RESULTS) and len(self._plain) < _MOST_PLAIN:
            self._plain.add(func)
        elif call is not None:
            with Disabled(), session.guard:
                self._operations.after(call, result)
                session.timeline.pump()
        return result

    def _where(self, frame: FrameType | None) -> tuple[FrameType | None, bool, str | None]:
        """The program's frame, whether a library works in between for itself, and which optimizer's step it is."""
        judged, judge = self._session.library.judged, self._session.library.judge
        quiet, name = False, None
        while frame is not None:
            code = frame.f_code
            known = judged.get(id(code))
            inside = judge(code) if known is None else known[0]
            if inside is None:
                break
            quiet = quiet or inside.quiet
            name = inside.name or name
            frame = frame.f_back
        return frame, quiet, name
