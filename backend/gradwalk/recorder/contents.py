"""What the program puts into lists, dicts and attributes, and takes out: the names of the items follow."""

import sys
from types import FrameType
from typing import Any

import torch

from .kinds import is_a
from .names import Names
from .objects import Known
from .parts import ITEMS, attribute_of, is_container, items, leads_on
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
        if type(container) is list:
            if 0 < len(container) <= ITEMS and _counts(container[-1]):
                self._put(sys._getframe(1), path, root, container, len(container) - 1, container[-1])
        elif is_a(container, torch.nn.Module):
            self._changed(sys._getframe(1), path, root, container, True)

    def changed(self, path: tuple[str, ...], root: Any, grown: bool) -> None:
        """What `path` leads to from the value of its first name, or what that holds, has been changed; and may have `grown`.

        What it leads to may be gone.
        """
        container = _reached(root, path)
        if leads_on(container) or len(path) > 1:
            self._changed(sys._getframe(1), path, root, container, grown)

    def _changed(self, frame: FrameType, path: tuple[str, ...], root: Any, container: Any, grown: bool) -> None:
        if not self._has_names(frame, path, container):
            if not grown or not _counts(container):
                return
            if is_container(container) and not any(_counts(value) for _, value in items(container)):
                return
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
        if any(names.leads_on(names.root, known.text) for known in names.objects.noted(container)):
            return True
        return names.leads_on(names.holder(frame, path[0]), ".".join(path))

    def _tell(self, frame: FrameType, places: list[Place], value: Any) -> None:
        self._session.refuse()
        if not self._session.here():
            return
        names = self._names
        with Disabled(), self._session.guard:
            for holder, known in places:
                if is_a(value, torch.Tensor):
                    names.bind(frame, known.text, value, holder)
                elif holder is names.root or _is_plain_in_a_call(known, value) or known.text in holder.names:
                    names.contents(frame, holder, known.text, value)
                if holder is names.root:
                    names.objects.add(known, value)

    def _places(self, frame: FrameType, path: tuple[str, ...], root: Any, container: Any) -> list[Place]:
        """What a container is called here, unless the object that it is of has global names, and what it is called by these."""
        names = self._names
        known = list(names.objects.places(_reached(root, path[:-1]), frame.f_globals)) if len(path) > 1 else []
        own = [(names.root, one.attribute(path[-1])) for one in known]
        others = [(names.root, one) for one in names.objects.places(container, frame.f_globals)]
        here = Known(path[0])
        for attribute in path[1:]:
            here = here.attribute(attribute)
        return list(dict.fromkeys([*(own or [(names.holder(frame, path[0]), here)]), *others]))


def _reached(root: Any, path: tuple[str, ...]) -> Any:
    for attribute in path[1:]:
        root = attribute_of(root, attribute)
    return root


def _is_plain_in_a_call(known: Known, value: Any) -> bool:
    """Whether a local name is followed into a value: what is in something else may have other names, that cannot be looked up."""
    return known.way.is_of_attributes and (value is None or is_container(value))


def _counts(value: Any) -> bool:
    """Whether a value has a name, or may hold what has one."""
    return leads_on(value) or is_a(value, torch.Tensor)
