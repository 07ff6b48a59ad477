"""Which objects and containers global names lead to: what is done to one under another name has its global name, too."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import torch

from .kinds import is_a
from .parts import ITEMS, attribute_of, containers_of, is_container, is_own


class Known(NamedTuple):
    """Where an object is: the global name, the attributes that lead on from there, the keys that lead on from these.

    `text` is what the program would write.
    """

    name: str
    attributes: tuple[str, ...]
    keys: tuple[Any, ...]
    text: str

    def attribute(self, attribute: str) -> "Known":
        """An attribute of it."""
        return Known(self.name, (*self.attributes, attribute), (), f"{self.text}.{attribute}")

    def item(self, key: Any) -> "Known":
        """An item of it."""
        return Known(self.name, self.attributes, (*self.keys, key), f"{self.text}[{key!r}]")


def known_by(path: tuple[str, ...]) -> Known:
    """What a name, and the attributes after it, lead to."""
    return Known(path[0], path[1:], (), ".".join(path))


class Objects:
    """The objects, modules and containers that global names lead to.

    They are known by where they are in memory, and looked up again: a reference, even a weak one, the program could count.
    """

    def __init__(self) -> None:
        self._known: dict[int, list[Known]] = {}
        self._of: dict[str, list[int]] = {}

    def has(self, name: str) -> bool:
        """Whether the global `name` means an object."""
        return name in self._of

    def note(self, name: str, value: Any) -> None:
        """The global `name` now means `value`."""
        for identity in self._of.pop(name, ()):
            self._known[identity] = [known for known in self._known[identity] if known.name != name]
        if is_a(value, torch.nn.Module):
            for path, module in torch.nn.Module.named_modules(value):
                self._note(known_by((name, *path.split(".")) if path else (name,)), module)
        elif not is_a(value, torch.Tensor):
            if is_own(value):
                self._note(known_by((name,)), value)
            self.add(known_by((name,)), value)

    def add(self, known: Known, value: Any) -> None:
        """The containers that `value`, which is `known`, is or has."""
        for attribute, keys, container in islice(containers_of(value), ITEMS):
            inner = known.attribute(attribute) if attribute else known
            for key in keys:
                inner = inner.item(key)
            self._note(inner, container)

    def _note(self, known: Known, value: Any) -> None:
        there = self._known.setdefault(id(value), [])
        if known not in there:
            there.append(known)
            self._of.setdefault(known.name, []).append(id(value))

    def noted(self, value: Any) -> list[Known]:
        """What has led to an object, and may not do so any more."""
        return self._known.get(id(value), [])

    def places(self, value: Any, names: dict[str, Any]) -> Iterator[Known]:
        """What leads to an object by way of the global `names`."""
        for known in self.noted(value):
            if _reached(known, names) is value:
                yield known


def _reached(known: Known, names: dict[str, Any]) -> Any:
    found = names.get(known.name)
    for attribute in known.attributes:
        found = attribute_of(found, attribute)
    for key in known.keys:
        found = item_of(found, key)
    return found


def item_of(container: Any, key: Any) -> Any:
    """The item of a plain container at a key; None where there is none."""
    if not is_container(container):
        return None
    if type(container) is dict:
        return container.get(key)
    return container[key] if type(key) is int and key < len(container) else None
