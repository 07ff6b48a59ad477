"""What a row or a step mentions, and the same row with other ids: both go by the contract's own field names."""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Name = Callable[[str], str | None]
Number = Callable[[int], int | None]

_IDS = {
    *("tensor", "function", "storage", "scope", "grad_fn", "base", "variable", "parent", "local", "failed", "inputs"),
    *("born", "functions", "outputs", "mutated", "freed", "released", "results"),
}
_VALUES = {"value", "grad", "seed", "received", "sent", "before", "incoming", "after"}
# Lists in which a place means nothing: what is no more is left out.
_SETS = {"born", "functions", "outputs", "mutated", "freed", "released"}


def mentions(row: Row, ids: set[str], values: set[int]) -> None:
    """Add to `ids` and `values` what `row` refers to, at any depth."""
    for key, content in row.items():
        for item in content if isinstance(content, list | tuple) else (content,):
            if isinstance(item, dict):
                mentions(item, ids, values)
            elif isinstance(item, str):
                if key in _IDS:
                    ids.add(item)
            elif isinstance(item, int) and key in _VALUES:
                values.add(item)


def renamed(row: Row, name: Name, number: Number) -> Row:
    """A copy of `row` with every id and every index of a value replaced; None stands for what is no more."""
    return {key: _renamed(key, content, name, number) for key, content in row.items()}


def _renamed(key: str, content: Any, name: Name, number: Number) -> Any:
    if isinstance(content, dict):
        return renamed(content, name, number)
    if isinstance(content, list | tuple):
        items = [_renamed(key, item, name, number) for item in content]
        return [item for item in items if item is not None] if key in _SETS else items
    if isinstance(content, str):
        return name(content) if key in _IDS or key == "id" else content
    if isinstance(content, int) and key in _VALUES:
        return number(content)
    return content
