"""Which Python name means which tensor."""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import Any

import torch

from . import instrument, tracebacks
from .changes import Changes
from .instrument import Loop
from .kinds import is_a
from .parts import Objects, is_plain, parts_of
from .scopes import Call
from .session import Session
from .spans import Span
from .text import name as shorten

Disabled = torch._C.DisableTorchFunction
# What items are put into, and the keys by which these are called.
_HOLDERS = (torch.Tensor, list, dict)
_KEYS = (str, int, bool)
_FIRST = re.compile(r"\w+")
_NEVER = frozenset((int, float, str, bool, type(None), type, type(print), type(sys), type(lambda: None)))


class Bindings:
    """The functions that the instrumented program calls."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        # The key of the item that is being written.
        self._key: Any = None
        self._objects = Objects()

    def functions(self) -> dict[instrument.Mark, Callable[..., Any]]:
        """What takes the place of each placeholder."""
        return {
            instrument.BIND: self.bind,
            instrument.VALUE: self.value,
            instrument.KEY: self.key,
            instrument.ITEM: self.item,
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
            holder = self._holder(frame, name)
            if name not in holder.names and name not in holder.parts and not self._objects.has(name):
                return
        self._session.refuse()
        if self._session.here():
            with Disabled(), self._session.guard:
                self._bind(frame, name, value)

    def each(self, name: str, value: Any) -> bool:
        """A comprehension's `name` now means `value`; a name that means a tensor outside keeps its meaning."""
        if is_a(value, torch.Tensor) and self._session.here():
            self._session.refuse()
            frame = sys._getframe(1)
            with Disabled(), self._session.guard:
                holder = self._holder(frame, name)
                if name in holder.passing or not (name in holder.names or name in self._session.scopes.root.names):
                    holder.passing.add(name)
                    self._bind(frame, name, value)
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
                        self._forget(holder, name, span)
        return value

    def value(self, name: str, value: Any, holder: Any = None) -> Any:
        """`value` is about to be put where `name` says; an item of a tensor is no name, that of a list or a dict comes after."""
        is_item = name[-1] == "]"
        names = () if is_item or holder is None else self._objects.names(holder, sys._getframe(1).f_globals)
        if (names or is_a(value, torch.Tensor)) and not (is_item and issubclass(type(holder), _HOLDERS)):
            self._session.refuse()
            frame = sys._getframe(1)
            if self._session.here():
                with Disabled(), self._session.guard:
                    if names:
                        self._rename(frame, holder, name.rpartition(".")[2], value)
                    else:
                        self._bind(frame, name, value)
        return value

    def key(self, key: Any) -> Any:
        """The item at `key` is about to be written."""
        self._key = key if type(key) in _KEYS else None
        return key

    def item(self, name: str, holder: Any) -> None:
        """The item of `holder`, which is called `name`, at the key just noted has been written."""
        key, self._key = self._key, None
        if key is None:
            return
        if is_a(holder, list):
            length = list.__len__(holder)
            key = key + length if key < 0 else key
            held = list.__getitem__(holder, key) if key < length else None
        elif is_a(holder, dict):
            held = dict.get(holder, key)
        else:
            return
        frame, root = sys._getframe(1), self._session.scopes.root
        own = self._holder(frame, name)
        if type(held) in _NEVER and name not in own.parts:
            return
        # A list or dict that the program handed over has a global name, too.
        places = [(own, name), *((root, other) for other in root.parts if frame.f_globals.get(other) is holder)]
        for place, holding in dict.fromkeys(places):
            part = f"{holding}[{key!r}]"
            if is_a(held, torch.Tensor) or part in place.names:
                self._session.refuse()
                if self._session.here():
                    with Disabled(), self._session.guard:
                        self._bind(frame, part, held, place)

    def unbind(self, name: str) -> None:
        """`name` is gone."""
        frame = sys._getframe(1)
        holder = self._holder(frame, name)
        if holder is self._session.scopes.root:
            self._objects.note(name, None)
        if (name in holder.names or name in holder.parts) and self._session.here():
            self._session.refuse()
            with Disabled(), self._session.guard:
                span = self._session.at(frame)
                self._forget(holder, name, span)
                self._forget_parts(holder, holder.parts.pop(name, ()), span)

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

    def catch_up(self, names: Mapping[str, Any]) -> None:
        """Record which of the program's global `names` mean other tensors than was seen: set through `globals()`, by `exec`."""
        root = self._session.scopes.root
        for name, value in names.items():
            known = self._session.tensors.find(value) if is_a(value, torch.Tensor) else None
            if known is not None and known.id is not None and root.names.get(name) != known.id:
                root.names[name] = known.id
                self._step(root, name, known.id, None)

    def _iteration(self, loop: Loop) -> None:
        if self._changes.unsettled(None, False):
            self._changes.settle()
        self._session.timeline.close_step()
        self._session.timeline.pump()
        self._session.window.iteration(loop)

    def _bind(self, frame: FrameType, name: str, value: Any, holder: Call | None = None) -> None:
        span = self._session.at(frame)
        if self._changes.unsettled(span, False):
            self._changes.settle()
        holder = holder or self._holder(frame, name)
        is_global = holder is self._session.scopes.root and name.isidentifier()
        parts: set[str] = set()
        meant = holder.names.get(name)
        if is_global:
            self._objects.note(name, value)
        for part, tensor in parts_of(name, value, is_global):
            parts.add(part)
            known = self._session.tensors.find(tensor)
            if known is None or known.id is None:
                known = self._session.new_leaf(tensor, span=span)
            assert known.id is not None
            if holder.names.get(part) != known.id:
                holder.names[part] = known.id
                self._step(holder, part, known.id, span)
        if name not in parts:
            self._forget(holder, name, span)
        if name in holder.parts and (meant is None or meant != holder.names.get(name)):
            self._forget_parts(holder, holder.parts.pop(name) - parts, span)
        if parts and name not in parts:
            holder.parts[name] = parts
        elif name in parts and not name.isidentifier():
            holder.parts.setdefault(_root(name), set()).add(name)
        self._session.timeline.pump()

    def _rename(self, frame: FrameType, owner: Any, attribute: str, value: Any) -> None:
        """The `attribute` of an object that global names lead to is now `value`, unless its class may put it elsewhere."""
        root = self._session.scopes.root
        is_new = is_a(value, torch.Tensor) and is_plain(owner, attribute)
        for path, name in self._objects.names(owner, frame.f_globals):
            part = f"{path}.{attribute}"
            if is_new or part in root.names:
                self._bind(frame, part, value, root)
                root.parts.setdefault(name, set()).add(part)

    def _forget(self, holder: Call, name: str, span: Span | None) -> None:
        if holder.names.pop(name, None) is not None:
            self._step(holder, name, None, span)

    def _forget_parts(self, holder: Call, parts: Iterable[str], span: Span | None) -> None:
        for part in sorted(parts):
            self._forget(holder, part, span)

    def _step(self, holder: Call, name: str, tensor: str | None, span: Span | None) -> None:
        local = {} if holder.scope is None else {"local": self._session.timeline.scope_id(holder.scope)}
        self._session.timeline.step("bind", span, name=shorten(name), **local, tensor=tensor)

    def _holder(self, frame: FrameType, name: str) -> Call:
        """The call that `name` is local to, the program itself if it is global."""
        code = frame.f_code
        scopes = self._session.scopes
        if code.co_flags & inspect.CO_OPTIMIZED:
            first = _FIRST.match(name)
            if first is not None and first[0] not in (*code.co_varnames, *code.co_cellvars):
                call = scopes.call(frame)
                return scopes.root if first[0] not in code.co_freevars else scopes.sharing(call, first[0]) or call
        return scopes.call(frame)


def _root(name: str) -> str:
    first = _FIRST.match(name)
    return name if first is None else first[0]
