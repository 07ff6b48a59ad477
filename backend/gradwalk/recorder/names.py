"""Which name means which tensor, in which call: what names mean is told here, and forgotten."""

import inspect
import re
from collections.abc import Iterable
from types import FrameType
from typing import Any

import torch

from .changes import Changes
from .kinds import is_a
from .objects import Known, Objects
from .parts import is_plain, leads_on, parts_of
from .scopes import Call
from .session import Session
from .spans import Span
from .text import name as shorten

_FIRST = re.compile(r"\w+")
# Where what leads to a part may end.
_END = re.compile(r"[.[]")


class Names:
    """What the names of the program and of its calls mean."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        self.objects = Objects()

    @property
    def root(self) -> Call:
        """What holds the global names."""
        return self._session.scopes.root

    def holder(self, frame: FrameType, name: str) -> Call:
        """The call that `name` is local to, the program itself if it is global."""
        code = frame.f_code
        scopes = self._session.scopes
        if code.co_flags & inspect.CO_OPTIMIZED:
            first = _FIRST.match(name)
            if first is not None and first[0] not in (*code.co_varnames, *code.co_cellvars):
                call = scopes.call(frame)
                return scopes.root if first[0] not in code.co_freevars else scopes.sharing(call, first[0]) or call
        return scopes.call(frame)

    def bind(self, frame: FrameType, name: str, value: Any, holder: Call | None = None) -> None:
        """`name` now means `value`, and what it meant before is gone with all that was in it."""
        span = self._span(frame)
        holder = holder or self.holder(frame, name)
        is_global = holder is self.root and name.isidentifier()
        meant = holder.names.get(name)
        if is_global:
            self.objects.note(name, value)
        parts = self._mean_parts(holder, name, value, is_global, span)
        if name not in parts:
            self.forget(holder, name, span)
        if name in holder.parts and (meant is None or meant != holder.names.get(name)):
            self.forget_parts(holder, holder.parts.pop(name) - parts, span)
        if name not in parts or (meant is None and not name.isidentifier()):
            _note(holder, parts)
        self._session.timeline.pump()

    def contents(self, frame: FrameType, holder: Call, name: str, value: Any) -> None:
        """What `name` means is the same as before, or no tensor, and what is in it may have changed."""
        span = self._span(frame)
        parts = self._mean_parts(holder, name, value, holder is self.root, span)
        self.forget(holder, name, span)
        self.forget_parts(holder, holder.parts.pop(name, set()) - parts, span)
        _note(holder, parts)
        self._session.timeline.pump()

    def attribute(self, frame: FrameType, owner: Any, attribute: str, value: Any, places: list[Known]) -> None:
        """The `attribute` of an object that is known at `places` is now `value`, unless its class may put it elsewhere."""
        is_new = is_plain(owner, attribute)
        for known in places:
            place = known.attribute(attribute)
            name = place.text
            if is_new and is_a(value, torch.Tensor):
                self.bind(frame, name, value, self.root)
            elif (is_new and leads_on(value)) or self.leads_on(self.root, name):
                self.contents(frame, self.root, name, value)
                self.objects.add(place, value)

    def leads_on(self, holder: Call, name: str) -> bool:
        """Whether `name` means a tensor, or what it means has been known to hold one."""
        return name in holder.names or name in holder.parts

    def forget(self, holder: Call, name: str, span: Span | None) -> None:
        """`name` means no tensor any more."""
        if holder.names.pop(name, None) is not None:
            self.step(holder, name, None, span)

    def forget_parts(self, holder: Call, parts: Iterable[str], span: Span | None) -> None:
        """The names of what something held are gone."""
        for part in sorted(parts):
            self.forget(holder, part, span)

    def step(self, holder: Call, name: str, tensor: str | None, span: Span | None) -> None:
        """Tell what a name means now."""
        local = {} if holder.scope is None else {"local": self._session.timeline.scope_id(holder.scope)}
        self._session.timeline.step("bind", span, name=shorten(name), **local, tensor=tensor)

    def _mean_parts(self, holder: Call, name: str, value: Any, whole: bool, span: Span | None) -> set[str]:
        """The names of all that `name` leads to; but through something else it leads only to what has no name yet."""
        parts: set[str] = set()
        named: set[str] | None = None
        for part, tensor, is_nested in parts_of(name, value, whole):
            if is_nested and part not in holder.names:
                known = self._session.tensors.find(tensor)
                if named is None:
                    named = set(holder.names.values())
                if known is not None and known.id in named:
                    continue
            self._mean(holder, part, tensor, span)
            parts.add(part)
            if named is not None:
                named.add(holder.names[part])
        return parts

    def _mean(self, holder: Call, part: str, tensor: torch.Tensor, span: Span | None) -> None:
        known = self._session.tensors.find(tensor)
        if known is None or known.id is None:
            known = self._session.new_leaf(tensor, span=span)
        assert known.id is not None
        if holder.names.get(part) != known.id:
            holder.names[part] = known.id
            self.step(holder, part, known.id, span)

    def _span(self, frame: FrameType) -> Span | None:
        span = self._session.at(frame)
        if self._changes.unsettled(span, False):
            self._changes.settle()
        return span


def _note(holder: Call, parts: Iterable[str]) -> None:
    """Each part is one of what its name begins with means, and of every container that leads to it."""
    for part in parts:
        holder.parts.setdefault(_root(part), set()).add(part)
        for end in _END.finditer(part) if "[" in part else ():
            holder.parts.setdefault(part[: end.start()], set()).add(part)


def _root(name: str) -> str:
    first = _FIRST.match(name)
    return name if first is None else first[0]
