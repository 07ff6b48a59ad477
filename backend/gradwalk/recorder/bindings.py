"""Which Python name means which tensor."""

import sys
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import torch

from . import instrument, tracebacks
from .changes import Changes
from .session import Session
from .spans import Span
from .text import name as shorten

Disabled = torch._C.DisableTorchFunction
_ITEMS = 32
_MODULE = "<module>"
_NEVER = frozenset((int, float, str, bool, type(None), type, type(print), type(sys), type(lambda: None)))


class Bindings:
    """The functions that the instrumented program calls."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        # The tensor that each name means, by the code that bound it.
        self._names: dict[tuple[CodeType, str], str] = {}
        self._global: set[str] = set()

    def functions(self) -> dict[instrument.Mark, Callable[..., Any]]:
        """What takes the place of each placeholder."""
        return {
            instrument.BIND: self.bind,
            instrument.VALUE: self.value,
            instrument.UNBIND: self.unbind,
            instrument.HANDLER: tracebacks.strip_handled,
            instrument.LOOP: self.loop,
            instrument.BORN: self.born,
            instrument.LEGACY: self.legacy,
        }

    def bind(self, name: str, value: Any) -> None:
        """`name` now means `value`."""
        frame = sys._getframe(1)
        if type(value) in _NEVER and (frame.f_code, name) not in self._names:
            return
        self._session.refuse()
        if self._session.here():
            with Disabled(), self._session.guard:
                self._bind(frame.f_code, name, value, self._session.spans.at(frame))

    def value(self, name: str, value: Any, holder: Any = None) -> Any:
        """`value` is about to be put where `name` says; an item of a tensor is no name."""
        if isinstance(value, torch.Tensor) and not isinstance(holder, torch.Tensor):
            self._session.refuse()
            frame = sys._getframe(1)
            if self._session.here():
                with Disabled(), self._session.guard:
                    self._bind(frame.f_code, name, value, self._session.spans.at(frame))
        return value

    def unbind(self, name: str) -> None:
        """`name` is gone."""
        frame = sys._getframe(1)
        if (frame.f_code, name) in self._names:
            self._session.refuse()
            with Disabled(), self._session.guard:
                self._forget(frame.f_code, name, self._session.spans.at(frame))

    def loop(self) -> None:
        """An iteration begins: write what is due, so that a program that never ends leaves what it did."""
        self._session.refuse()
        with Disabled(), self._session.guard:
            if self._changes.unsettled(None, False):
                self._changes.settle()
            self._session.timeline.close_step()
            self._session.timeline.pump()

    def born(self, how: str, value: Any) -> Any:
        """A constructor that torch does not announce has made `value`."""
        if isinstance(value, torch.Tensor) and self._session.here():
            self._session.refuse()
            with Disabled(), self._session.guard:
                known = self._session.tensors.find(value)
                if how != "Parameter":
                    self._session.storages.expose(value)
                if known is None or known.id is None:
                    self._session.new_leaf(value, how, self._session.spans.at(sys._getframe(1)))
        return value

    def legacy(self, how: str, constructor: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `torch.Tensor`, `torch.FloatTensor` and their like: given sizes, they leave their memory unwritten."""
        frame = sys._getframe(1)
        span = self._session.spans.at(frame)
        if span is None or not (constructor is torch.Tensor or isinstance(constructor, type(torch.FloatTensor))):
            return constructor(*args, **kwargs)
        value = self._session.trampolines.at(span["line"], frame.f_globals)(constructor, args, kwargs)
        with Disabled(), self._session.guard:
            if args and all(isinstance(size, int | torch.Size) for size in args):
                self._session.storages.mark_unwritten(value)
            self._session.new_leaf(value, how, span)
        return value

    def _bind(self, code: CodeType, name: str, value: Any, span: Span | None) -> None:
        if self._changes.unsettled(span, False):
            self._changes.settle()
        named = False
        for part, tensor in _named(name, value):
            named = True
            known = self._session.tensors.find(tensor)
            if known is None or known.id is None:
                known = self._session.new_leaf(tensor, span=span)
            assert known.id is not None
            if self._names.get((code, part)) != known.id:
                self._names[code, part] = known.id
                self._session.timeline.step("bind", span, name=self._written(code, part), tensor=known.id)
        if not named or not isinstance(value, torch.Tensor):
            self._forget(code, name, span)
        self._session.timeline.pump()

    def _forget(self, code: CodeType, name: str, span: Span | None) -> None:
        if self._names.pop((code, name), None) is not None:
            self._session.timeline.step("bind", span, name=self._written(code, name), tensor=None)

    def _written(self, code: CodeType, name: str) -> str:
        """The name as recorded: with its function's, where the program itself has given the same name to a tensor."""
        if code.co_name == _MODULE:
            self._global.add(name)
            return shorten(name)
        return shorten(f"{code.co_name}.{name}" if name in self._global else name)


def _named(name: str, value: Any) -> Iterator[tuple[str, torch.Tensor]]:
    if isinstance(value, torch.Tensor):
        yield name, value
    elif type(value) in (list, tuple):
        for place, item in enumerate(value[:_ITEMS]):
            if isinstance(item, torch.Tensor):
                yield f"{name}[{place}]", item
    elif type(value) is dict:
        for key, item in list(value.items())[:_ITEMS]:
            if isinstance(item, torch.Tensor) and isinstance(key, str | int):
                yield f"{name}[{key!r}]", item
    elif isinstance(value, torch.nn.Module):
        for path, parameter in torch.nn.Module.named_parameters(value):
            yield f"{name}.{path}", parameter
        for path, buffer in torch.nn.Module.named_buffers(value):
            yield f"{name}.{path}", buffer
