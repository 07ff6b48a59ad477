"""Frames of the recorder that `warnings.warn(..., stacklevel=n)` counts past, as it does past Python's import machinery."""

from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

# What `warnings` looks for in a file's name.
_INTERNAL = "importlib._bootstrap"


def unseen(function: Function) -> Function:
    """Make the frames of `function`, which stand between the program and torch, uncounted."""
    assert isinstance(function, FunctionType)
    path = Path(function.__code__.co_filename)
    function.__code__ = function.__code__.replace(co_filename=str(path.with_name(f"<{_INTERNAL} {path.name}>")))
    return function
