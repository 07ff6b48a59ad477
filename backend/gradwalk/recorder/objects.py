"""Which objects and containers global names lead to: what is done to one under another name has its global name, too."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import torch

from .kinds import is_a
from .parts import ITEMS, Way, inside, leads_on, reached


class Known(NamedTuple):
    """Where an object is: a name, and the way from what it means."""

    name: str
    way: Way = Way()

    @property
    def text(self) -> str:
        """What the program would write."""
        return self.name + self.way.text

    def attribute(self, attribute: str) -> "Known":
        """An attribute of it."""
        return Known(self.name, self.way.attribute(attribute))

    def item(self, key: Any) -> "Known":
        """An item of it."""
        return Known(self.name, self.way.item(key))

    def after(self, way: Way) -> "Known":
        """What a way leads to from it."""
        return Known(self.name, Way((*self.way.steps, *way.steps), self.way.text + way.text))


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
        if not is_a(value, torch.Tensor):
            self.add(Known(name), value)

    def add(self, known: Known, value: Any) -> None:
        """`value`, and the objects that it holds: it is `known`."""
        if not leads_on(value):
            return
        self._note(known, value)
        for way, item in islice(inside(value), ITEMS):
            if not is_a(item, torch.Tensor):
                self._note(known.after(way), item)

    def _note(self, known: Known, value: Any) -> None:
        if is_a(value, torch.nn.Module):
            for path, module in torch.nn.Module.named_modules(value):
                way = known
                for part in path.split(".") if path else ():
                    way = way.attribute(part)
                self._keep(way, module)
        else:
            self._keep(known, value)

    def _keep(self, known: Known, value: Any) -> None:
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
            if reached(names.get(known.name), known.way) is value:
                yield known
