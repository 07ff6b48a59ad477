"""What a name that means no tensor itself holds: items of lists and dicts, parameters of modules, attributes of objects."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import torch

from .kinds import is_a

# Of a container so many items have names, with those of the containers in it, and so many containers deep.
ITEMS, _DEPTH = 32, 3
_CONTAINERS = frozenset((list, tuple, dict))
_KEYS = frozenset((str, int, bool))


def parts_of(name: str, value: Any, whole: bool) -> Iterator[tuple[str, torch.Tensor]]:
    """The tensors that `name` leads to if it means `value`, each by its own name.

    Args:
        name: the name.
        value: what it means.
        whole: whether containers in containers and attributes of the program's own objects count, too.
    """
    if is_a(value, torch.Tensor):
        yield name, value
    elif type(value) in _CONTAINERS:
        yield from islice(_items_of(name, value, _DEPTH if whole else 1), ITEMS)
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
        for attribute, item in attributes(value):
            if is_a(item, torch.Tensor):
                yield f"{name}.{attribute}", item
            elif type(item) in _CONTAINERS:
                yield from islice(_items_of(f"{name}.{attribute}", item, _DEPTH), ITEMS)


def _items_of(name: str, container: Any, depth: int) -> Iterator[tuple[str, torch.Tensor]]:
    for key, item in items(container):
        if is_a(item, torch.Tensor):
            yield f"{name}[{key!r}]", item
        elif depth > 1 and type(item) in _CONTAINERS:
            yield from _items_of(f"{name}[{key!r}]", item, depth - 1)


def is_container(value: Any) -> bool:
    """Whether a value is a plain list, tuple or dict."""
    return type(value) in _CONTAINERS


def items(container: Any) -> Iterable[tuple[Any, Any]]:
    """The first items of a container whose keys can stand in a name, each with its key."""
    if type(container) is dict:
        return [entry for entry in list(islice(container.items(), ITEMS)) if type(entry[0]) in _KEYS]
    return enumerate(container[:ITEMS])


def containers_of(value: Any) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    """The containers that a value is or has, each after the attribute that leads to it, if one does, and the keys after that."""
    if type(value) in _CONTAINERS:
        yield from _nested("", (), value, _DEPTH)
    elif not is_a(value, torch.nn.Module):
        for attribute, item in attributes(value):
            if type(item) in _CONTAINERS:
                yield from _nested(attribute, (), item, _DEPTH)


def _nested(
    attribute: str, keys: tuple[Any, ...], container: Any, depth: int
) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    yield attribute, keys, container
    if depth > 1:
        for key, item in items(container):
            if type(item) in _CONTAINERS:
                yield from _nested(attribute, (*keys, key), item, depth - 1)


def is_plain(value: Any, attribute: str) -> bool:
    """Whether an attribute of an object is its own, by the name that the program writes: no class has one of that name."""
    return not attribute.startswith("__") and not any(attribute in kind.__dict__ for kind in type(value).__mro__)


def attributes(value: Any) -> list[tuple[str, Any]]:
    """The first attributes, each its own by its name, of an object of a class of the program's; none of any other."""
    if not is_own(value):
        return []
    held = _dictionary(value)
    return [entry for entry in islice(held.items(), ITEMS) if is_plain(value, entry[0])]


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
