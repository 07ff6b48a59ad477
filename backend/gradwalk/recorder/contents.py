"""What the program puts into lists, dicts and attributes, and takes out: the names of the items follow."""

import sys
from types import FrameType
from typing import Any

import torch

from .kinds import is_a
from .names import Names
from .objects import Known, known_by
from .parts import ITEMS, attribute_of, is_container, items
from .scopes import Call
from .session import Session

Disabled = torch._C.DisableTorchFunction
# The keys by which items are called.
_KEYS = (str, int, bool)
Place = tuple[Call, Known]


class Contents:
    """The functions that the instrumented program calls when it changes what something holds."""

    def __init__(self, session: Session, names: Names) -> None:
        self._session = session
        self._names = names
        # The key of the item that is being written.
        self._key: Any = None

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
        self._put(sys._getframe(1), (name,), holder, holder, key, held)

    def appended(self, path: tuple[str, ...], root: Any) -> None:
        """Something has been put at the end of what `path` leads to from the value of its first name."""
        container = _reached(root, path)
        if type(container) is list and 0 < len(container) <= ITEMS:
            last = container[-1]
            if _counts(last):
                self._put(sys._getframe(1), path, root, container, len(container) - 1, last)

    def changed(self, path: tuple[str, ...], root: Any, grown: bool) -> None:
        """What `path` leads to from the value of its first name, or what that holds, has been changed; and may have `grown`."""
        container = _reached(root, path)
        if is_container(container):
            frame = sys._getframe(1)
            if self._has_names(frame, path, container) or (
                grown and any(_counts(value) for _, value in items(container))
            ):
                self._tell(frame, self._places(frame, path, root, container), container)

    def given(self, name: str, owner: Any, attribute: Any, value: Any) -> tuple[Any, Any, Any]:
        """What `setattr` is about to be given; `name` is what the owner is called."""
        if type(attribute) is str and attribute.isidentifier():
            self.attribute(sys._getframe(1), name, owner, attribute, value)
        return owner, attribute, value

    def attribute(self, frame: FrameType, name: str, owner: Any, attribute: str, value: Any) -> None:
        """The `attribute` of `owner`, which is called `name` unless that is empty, is about to become `value`."""
        places = list(self._names.objects.places(owner, frame.f_globals))
        counts = _counts(value)
        if not (places or counts):
            return
        self._session.refuse()
        if self._session.here():
            with Disabled(), self._session.guard:
                if places:
                    self._names.attribute(frame, owner, attribute, value, places)
                elif name and is_a(value, torch.Tensor):
                    self._names.bind(frame, f"{name}.{attribute}", value)

    def _put(self, frame: FrameType, path: tuple[str, ...], root: Any, container: Any, key: Any, held: Any) -> None:
        """`held` is now the item of `container` at `key`."""
        counts = _counts(held)
        if not counts and not self._has_names(frame, path, container):
            return
        places = [(holder, known.item(key)) for holder, known in self._places(frame, path, root, container)]
        if counts or any(self._names.leads_on(holder, known.text) for holder, known in places):
            self._tell(frame, places, held)

    def _has_names(self, frame: FrameType, path: tuple[str, ...], container: Any) -> bool:
        """Whether something in a container may be known by a name."""
        names = self._names
        if any(known.text in names.root.parts for known in names.objects.noted(container)):
            return True
        return ".".join(path) in names.holder(frame, path[0]).parts

    def _tell(self, frame: FrameType, places: list[Place], value: Any) -> None:
        self._session.refuse()
        if not self._session.here():
            return
        names = self._names
        with Disabled(), self._session.guard:
            for holder, known in places:
                if is_a(value, torch.Tensor):
                    names.bind(frame, known.text, value, holder)
                # What is in the containers of a call may get other names that cannot be looked up.
                elif not known.keys or holder is names.root or names.leads_on(holder, known.text):
                    names.contents(frame, holder, known.text, value)
                if holder is names.root and is_container(value):
                    names.objects.add(known, value)

    def _places(self, frame: FrameType, path: tuple[str, ...], root: Any, container: Any) -> list[Place]:
        """What a container is called here, unless the object that it is of has global names, and what it is called by these."""
        names = self._names
        known = list(names.objects.places(_reached(root, path[:-1]), frame.f_globals)) if len(path) > 1 else []
        own = [(names.root, one.attribute(path[-1])) for one in known]
        others = [(names.root, one) for one in names.objects.places(container, frame.f_globals)]
        here = (names.holder(frame, path[0]), known_by(path))
        return list(dict.fromkeys([*(own or [here]), *others]))


def _reached(root: Any, path: tuple[str, ...]) -> Any:
    for attribute in path[1:]:
        root = attribute_of(root, attribute)
    return root


def _counts(value: Any) -> bool:
    """Whether a value has a name, or may hold what has one."""
    return is_a(value, torch.Tensor) or is_container(value)
