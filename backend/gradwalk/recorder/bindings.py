"""Which Python name means which tensor."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

import torch

from . import instrument, tracebacks
from .changes import Changes
from .contents import Contents
from .instrument import Loop
from .kinds import is_a
from .names import Names
from .session import Session
from .spans import Span

Disabled = torch._C.DisableTorchFunction
_NEVER = frozenset((int, float, str, bool, type(None), type, type(print), type(sys), type(lambda: None)))


class Bindings:
    """The functions that the instrumented program calls."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        self._names = Names(session, changes)
        self._contents = Contents(session, self._names)

    def functions(self) -> dict[instrument.Mark, Callable[..., Any]]:
        """What takes the place of each placeholder."""
        return {
            instrument.BIND: self.bind,
            instrument.VALUE: self.value,
            instrument.KEY: self._contents.key,
            instrument.ITEM: self._contents.item,
            instrument.APPENDED: self._contents.appended,
            instrument.CHANGED: self._contents.changed,
            instrument.GIVEN: self._contents.given,
            instrument.ELSEWHERE: self.elsewhere,
            instrument.UNBIND: self.unbind,
            instrument.HANDLER: tracebacks.strip_handled,
            instrument.CALL: self.call,
            instrument.LOOP: self.loop,
            instrument.EACH: self.each,
            instrument.LEFT: self.left,
            instrument.BORN: self.born,
            instrument.LEGACY: self.legacy,
        }

    def bind(self, name: str, value: Any) -> None:
        """`name` now means `value`."""
        frame = sys._getframe(1)
        if type(value) in _NEVER:
            holder = self._names.holder(frame, name)
            if name not in holder.names and name not in holder.parts and not self._names.objects.has(name):
                return
        self._session.refuse()
        if self._session.here():
            with Disabled(), self._session.guard:
                self._names.bind(frame, name, value)

    def each(self, name: str, value: Any) -> bool:
        """A comprehension's `name` now means `value`; a name that means a tensor outside keeps its meaning."""
        if is_a(value, torch.Tensor) and self._session.here():
            self._session.refuse()
            frame = sys._getframe(1)
            with Disabled(), self._session.guard:
                holder = self._names.holder(frame, name)
                if name in holder.passing or not (name in holder.names or name in self._session.scopes.root.names):
                    holder.passing.add(name)
                    self._names.bind(frame, name, value)
        return True

    def left(self, value: Any, *names: str) -> Any:
        """A comprehension has made `value`: its `names` are gone."""
        holder = self._session.scopes.call(sys._getframe(1)) if self._session.here() else None
        if holder is not None and not holder.passing.isdisjoint(names):
            self._session.refuse()
            with Disabled(), self._session.guard:
                span = self._session.at(sys._getframe(1))
                for name in names:
                    if name in holder.passing:
                        holder.passing.discard(name)
                        self._names.forget(holder, name, span)
        return value

    def value(self, name: str, value: Any, holder: Any = None) -> Any:
        """`value` is about to be put where `name` says: a name, or an attribute of `holder` where that has a name."""
        if holder is not None:
            called, _, attribute = name.rpartition(".")
            self._contents.attribute(sys._getframe(1), called, holder, attribute, value)
        elif is_a(value, torch.Tensor):
            self._session.refuse()
            frame = sys._getframe(1)
            if self._session.here():
                with Disabled(), self._session.guard:
                    self._names.bind(frame, name, value)
        return value

    def unbind(self, name: str) -> None:
        """`name` is gone."""
        frame = sys._getframe(1)
        holder = self._names.holder(frame, name)
        if holder is self._session.scopes.root:
            self._names.objects.note(name, None)
        if (name in holder.names or name in holder.parts) and self._session.here():
            self._session.refuse()
            with Disabled(), self._session.guard:
                span = self._session.at(frame)
                self._names.forget(holder, name, span)
                self._names.forget_parts(holder, holder.parts.pop(name, ()), span)

    def call(self) -> None:
        """A function of the program begins."""
        if self._session.here():
            with self._session.guard:
                repeated = self._session.scopes.enter(sys._getframe(1))
                if repeated is not None:
                    with Disabled():
                        self._iteration(repeated)

    def loop(self, loop: Loop) -> bool:
        """An iteration begins: write what is due, so that a program that never ends leaves what it did."""
        self._session.refuse()
        if self._session.here():
            frame = sys._getframe(1)
            with Disabled(), self._session.guard:
                if self._session.scopes.iterate(frame, loop):
                    self._iteration(loop)
        return True

    def born(self, how: str, value: Any) -> Any:
        """A constructor that torch does not announce has made `value`, or `set_` has given it other memory."""
        if is_a(value, torch.Tensor) and self._session.here():
            self._session.refuse()
            with Disabled(), self._session.guard:
                known = self._session.tensors.find(value)
                if how == "set_":
                    if known is not None and known.id is not None:
                        change = self._changes.of(known, value, own=True)
                        self._session.mutation(how, self._session.at(sys._getframe(1)), [change])
                    return value
                if how != "Parameter":
                    self._session.storages.expose(value)
                if known is None or known.id is None:
                    self._session.new_leaf(value, how, self._session.at(sys._getframe(1)))
        return value

    def legacy(self, how: str, constructor: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `torch.Tensor`, `torch.FloatTensor` and their like: given sizes, they leave their memory unwritten."""
        frame = sys._getframe(1)
        span = self._session.at(frame)
        if span is None or not (constructor is torch.Tensor or is_a(constructor, type(torch.FloatTensor))):
            return constructor(*args, **kwargs)
        value = self._session.trampolines.at(frame)(constructor, args, kwargs)
        with Disabled(), self._session.guard:
            if args and all(is_a(size, int) or is_a(size, torch.Size) for size in args):
                self._session.storages.mark_unwritten(value)
            self._session.new_leaf(value, how, span)
        return value

    def elsewhere(self) -> None:
        """The program may have set its global names by another way than an assignment."""
        if self._session.here():
            self._session.refuse()
            frame, root = sys._getframe(1), self._session.scopes.root
            with Disabled(), self._session.guard:
                span = self._session.at(frame)
                self.catch_up(frame.f_globals, span)
                for name in [name for name in root.names if name.isidentifier() and name not in root.passing]:
                    if not is_a(frame.f_globals.get(name), torch.Tensor):
                        self._names.forget(root, name, span)

    def catch_up(self, names: Mapping[str, Any], span: Span | None = None) -> None:
        """Record which of the program's global `names` mean other tensors than was seen: set through `globals()`, by `exec`."""
        root = self._session.scopes.root
        for name, value in names.items():
            known = self._session.tensors.find(value) if is_a(value, torch.Tensor) else None
            if known is not None and known.id is not None and root.names.get(name) != known.id:
                root.names[name] = known.id
                self._names.step(root, name, known.id, span)

    def _iteration(self, loop: Loop) -> None:
        if self._changes.unsettled(None, False):
            self._changes.settle()
        self._session.timeline.close_step()
        self._session.timeline.pump()
        self._session.window.iteration(loop)
