"""What a name that means no tensor itself holds: items of lists and dicts, parameters of modules, attributes of objects."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import torch

from .kinds import is_a

# Of what a name means so many items have names, and so many are looked at, so many deep.
ITEMS, _LOOKS, _DEPTH = 32, 256, 6
_CONTAINERS = frozenset((list, tuple, dict))
_KEYS = frozenset((str, int, bool))
# Most of what is put anywhere.
_PLAIN = frozenset((int, float, str, bool, type(None)))


class Way(NamedTuple):
    """How something is reached from what a name means: attributes and keys, and what the program would write after the name."""

    steps: tuple[tuple[bool, Any], ...] = ()
    text: str = ""

    @property
    def is_of_attributes(self) -> bool:
        """Whether no key is on it."""
        return all(is_attribute for is_attribute, _ in self.steps)

    def attribute(self, attribute: str) -> "Way":
        """The way to an attribute of it."""
        return Way((*self.steps, (True, attribute)), f"{self.text}.{attribute}")

    def item(self, key: Any) -> "Way":
        """The way to an item of it."""
        return Way((*self.steps, (False, key)), f"{self.text}[{key!r}]")


def parts_of(name: str, value: Any, whole: bool) -> Iterator[tuple[str, torch.Tensor, bool]]:
    """The tensors that `name` leads to if it means `value`: each by its own name, and whether that leads through something else.

    Args:
        name: the name.
        value: what it means.
        whole: whether what is in a container or an object may be a container, an object or a module itself.
    """
    if is_a(value, torch.Tensor):
        yield name, value, False
    elif is_a(value, torch.nn.Module):
        for path, tensor in _state_of(value):
            yield f"{name}.{path}", tensor, False
    elif is_a(value, tuple) and type(value) is not tuple:
        fields = type(value).__dict__.get("_fields")
        for field, item in zip(fields, tuple.__iter__(value), strict=False) if type(fields) is tuple else ():
            if is_a(item, torch.Tensor):
                yield f"{name}.{field}", item, False
    elif whole:
        yield from islice(_inner_parts(name, value), ITEMS)
    elif type(value) in _CONTAINERS:
        for key, item in items(value):
            if is_a(item, torch.Tensor):
                yield f"{name}[{key!r}]", item, False


def _inner_parts(name: str, value: Any) -> Iterator[tuple[str, torch.Tensor, bool]]:
    for way, item in inside(value):
        if is_a(item, torch.Tensor):
            yield f"{name}{way.text}", item, len(way.steps) > 1
        elif is_a(item, torch.nn.Module):
            for path, tensor in _state_of(item):
                yield f"{name}{way.text}.{path}", tensor, True


def _state_of(module: torch.nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
    yield from torch.nn.Module.named_parameters(module)
    yield from torch.nn.Module.named_buffers(module)


def inside(value: Any) -> Iterator[tuple[Way, Any]]:
    """What a container or an object of the program's holds, and what that holds: the nearest first, each once."""
    seen, looks = {id(value)}, 0
    todo = deque([(Way(), value)])
    while todo:
        way, held = todo.popleft()
        for inner, item in _direct(way, held):
            looks += 1
            if looks > _LOOKS:
                return
            if is_a(item, torch.Tensor) or id(item) not in seen:
                yield inner, item
            if len(inner.steps) < _DEPTH and id(item) not in seen and leads_on(item):
                seen.add(id(item))
                todo.append((inner, item))


def _direct(way: Way, value: Any) -> Iterator[tuple[Way, Any]]:
    if type(value) in _CONTAINERS:
        for key, item in items(value):
            if leads_on(item) or is_a(item, torch.Tensor):
                yield way.item(key), item
    elif not is_a(value, torch.nn.Module):
        for attribute, item in _attributes(value):
            if leads_on(item) or is_a(item, torch.Tensor):
                yield way.attribute(attribute), item


def leads_on(value: Any) -> bool:
    """Whether a value may hold tensors that have names by it."""
    kind = type(value)
    return kind not in _PLAIN and (kind in _CONTAINERS or is_a(value, torch.nn.Module) or is_own(value))


def is_container(value: Any) -> bool:
    """Whether a value is a plain list, tuple or dict."""
    return type(value) in _CONTAINERS


def items(container: Any) -> Iterable[tuple[Any, Any]]:
    """The first items of a container whose keys can stand in a name, each with its key."""
    if type(container) is dict:
        return [entry for entry in list(islice(container.items(), ITEMS)) if type(entry[0]) in _KEYS]
    return enumerate(container[:ITEMS])


def is_plain(value: Any, attribute: str) -> bool:
    """Whether an attribute of an object is its own, by the name that the program writes: no class has one of that name."""
    return not attribute.startswith("__") and not any(attribute in kind.__dict__ for kind in type(value).__mro__)


def _attributes(value: Any) -> list[tuple[str, Any]]:
    """The first attributes of an object of a class of the program's, each its own by its name; none of any other."""
    if not is_own(value):
        return []
    held = _dictionary(value)
    return [entry for entry in islice(held.items(), ITEMS) if is_plain(value, entry[0])]


def reached(value: Any, way: Way) -> Any:
    """What a way leads to from a value; None where it leads nowhere."""
    for is_attribute, key in way.steps:
        value = attribute_of(value, key) if is_attribute else _item_of(value, key)
    return value


def _item_of(container: Any, key: Any) -> Any:
    if type(container) not in _CONTAINERS:
        return None
    if type(container) is dict:
        return container.get(key)
    return container[key] if type(key) is int and key < len(container) else None


def attribute_of(value: Any, attribute: str) -> Any:
    """What an object of the program's class, or a module, keeps under a name; None where that is not plain to see."""
    is_module = is_a(value, torch.nn.Module)
    if not (is_module or is_own(value)):
        return None
    held = _dictionary(value)
    if attribute in held:
        return held[attribute] if is_plain(value, attribute) and not (is_module and attribute[0] == "_") else None
    children = held.get("_modules") if is_module else None
    return children.get(attribute) if type(children) is dict else None


def is_own(value: Any) -> bool:
    """Whether an object is of a class of the program's."""
    return type(value).__dict__.get("__module__") == "__main__"


def _dictionary(value: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return {}
    return found if type(found) is dict else {}
