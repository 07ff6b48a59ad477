"""What a name that means no tensor itself holds: items of lists and dicts, parameters of modules, attributes of objects."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import torch

from .kinds import is_a

_ITEMS = 32


def parts_of(name: str, value: Any, whole: bool) -> Iterator[tuple[str, torch.Tensor]]:
    """The tensors that `name` leads to if it means `value`, each by its own name.

    Args:
        name: the name.
        value: what it means.
        whole: whether attributes of the program's own objects count, too.
    """
    if is_a(value, torch.Tensor):
        yield name, value
    elif type(value) in (list, tuple):
        for place, item in enumerate(value[:_ITEMS]):
            if is_a(item, torch.Tensor):
                yield f"{name}[{place}]", item
    elif type(value) is dict:
        for key, item in list(value.items())[:_ITEMS]:
            if is_a(item, torch.Tensor) and type(key) in (str, int, bool):
                yield f"{name}[{key!r}]", item
    elif is_a(value, torch.nn.Module):
        for path, parameter in torch.nn.Module.named_parameters(value):
            yield f"{name}.{path}", parameter
        for path, buffer in torch.nn.Module.named_buffers(value):
            yield f"{name}.{path}", buffer
    elif is_a(value, tuple):
        fields = type(value).__dict__.get("_fields")
        for field, item in zip(fields, tuple.__iter__(value), strict=False) if type(fields) is tuple else ():
            if is_a(item, torch.Tensor):
                yield f"{name}.{field}", item
    elif whole:
        for attribute, item in islice((_attributes(value) or {}).items(), _ITEMS):
            if is_a(item, torch.Tensor) and is_plain(value, attribute):
                yield f"{name}.{attribute}", item


def is_plain(value: Any, attribute: str) -> bool:
    """Whether an attribute of an object is its own, by the name that the program writes: no class has one of that name."""
    return not attribute.startswith("__") and not any(attribute in kind.__dict__ for kind in type(value).__mro__)


def _attributes(value: Any) -> dict[str, Any] | None:
    """The attributes of an object of a class of the program's; None of any other."""
    if type(value).__dict__.get("__module__") != "__main__":
        return None
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return None
    return dict(found) if type(found) is dict else None


class Objects:
    """The objects that global names mean, and modules within these: their attributes have names that are not `self.…` alone.

    They are known by where they are in memory, and looked up again: a reference, even a weak one, the program could count.
    """

    def __init__(self) -> None:
        # By identity, each by the global name that leads to it and, for a module within what that means, the way from there.
        self._known: dict[int, list[tuple[str, str]]] = {}
        self._of: dict[str, list[int]] = {}

    def has(self, name: str) -> bool:
        """Whether the global `name` means an object."""
        return name in self._of

    def note(self, name: str, value: Any) -> None:
        """The global `name` now means `value`."""
        for identity in self._of.pop(name, ()):
            self._known[identity] = [entry for entry in self._known[identity] if entry[0] != name]
        if is_a(value, torch.nn.Module):
            for path, module in torch.nn.Module.named_modules(value):
                self._note(name, path, module)
        elif not is_a(value, torch.Tensor) and _attributes(value) is not None:
            self._note(name, "", value)

    def _note(self, name: str, path: str, value: Any) -> None:
        self._known.setdefault(id(value), []).append((name, path))
        self._of.setdefault(name, []).append(id(value))

    def names(self, value: Any, names: dict[str, Any]) -> list[tuple[str, str]]:
        """What leads to an object by way of the global `names`: its own name, and the global name which that begins with."""
        return [
            (f"{name}.{path}" if path else name, name)
            for name, path in self._known.get(id(value), ())
            if _within(names.get(name), path) is value
        ]


def _within(value: Any, path: str) -> Any:
    """The module at `path` within a module; with no path, the value itself."""
    for part in path.split(".") if path else ():
        children = object.__getattribute__(value, "__dict__").get("_modules") if is_a(value, torch.nn.Module) else None
        value = children.get(part) if type(children) is dict else None
    return value
