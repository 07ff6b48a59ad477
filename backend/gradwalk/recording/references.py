"""Whether a recording holds together: every id and index points to something that is there by then."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from ..errors import ProtocolError
from .recording import Recording

_IDS = {
    *("tensor", "function", "storage", "scope", "grad_fn", "base", "variable", "parent", "local", "failed"),
    *("born", "functions", "outputs", "mutated", "freed", "released", "results"),
}
_INDEXES = {"value", "grad", "seed", "received", "sent", "before", "incoming", "after"}


def check_references(recording: Recording) -> None:
    """Check that rows are in order, that ids and indexes point into their tables, and that steps use only what is born.

    Raises:
        ProtocolError: naming the first table and row at fault.
    """
    tables: tuple[tuple[str, str, Sequence[Any]], ...] = (
        ("tensors", "t", recording.tensors),
        ("functions", "f", recording.functions),
        ("storages", "s", recording.storages),
        ("scopes", "c", recording.scopes),
    )
    values = len(recording.values)
    known = {f"{letter}{n + 1}" for _, letter, rows in tables for n in range(len(rows))}
    for table, letter, rows in tables:
        for number, row in enumerate(rows):
            if row.id != f"{letter}{number + 1}":
                raise ProtocolError(f"{table}: row {number + 1} is out of order")
            _check(f"{table}: row {number + 1}", row, known, values)
    born = {f"{letter}{n + 1}" for _, letter, rows in tables[2:] for n in range(len(rows))}
    for number, step in enumerate(recording.steps):
        if step.index != number:
            raise ProtocolError(f"steps: step {number} says that it is {step.index}")
        for new in (*step.born, *step.functions):
            if new not in known:
                raise ProtocolError(f"steps: step {number}: {new} is not there")
            born.add(new)
        _check(f"steps: step {number}", step, born, values)


def _check(where: str, row: BaseModel, known: set[str], values: int) -> None:
    for name, is_index in _fields(type(row)):
        content = getattr(row, name)
        for item in content if type(content) is tuple else (content,):
            if item is None:
                continue
            if isinstance(item, BaseModel):
                _check(where, item, known, values)
            elif item >= values if is_index else item not in known:
                raise ProtocolError(f"{where}: {name} {item} is not there")


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields that refer to something, or hold models that may, and whether they index the values."""
    return tuple(
        (name, name in _INDEXES)
        for name, field in model.model_fields.items()
        if name in _IDS or name in _INDEXES or name == "inputs" or any(_models(field.annotation))
    )


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(getattr(annotation, "__value__", annotation)):
        yield from _models(part)
