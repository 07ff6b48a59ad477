"""What an object is, by its type alone: `isinstance` also asks it for its `__class__`, which may be the program's code."""

from typing import Any, TypeGuard, TypeVar

Kind = TypeVar("Kind")


def is_a(value: Any, kind: type[Kind]) -> TypeGuard[Kind]:
    """Whether the type of `value` is `kind` or derived from it."""
    return issubclass(type(value), kind)
