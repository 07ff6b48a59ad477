"""Rows and steps that have been made and not written yet, in the order in which they are to be written."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Protocol

from .renaming import Row, renamed

# A step, and how many rows each table had when it was made.
Marked = tuple[Row, tuple[int, ...]]

TABLES = ("storages", "scopes", "values", "tensors", "functions")
PREFIXES = {"storages": "s", "scopes": "c", "tensors": "t", "functions": "f"}
# About what a value and each of its elements take in JSON.
VALUE_BYTES, ELEMENT_BYTES = 200, 10
_TABLES_OF = {prefix: table for table, prefix in PREFIXES.items()}


class PendingValues(Protocol):
    """Values whose statistics are computed late."""

    taken: int
    waiting_bytes: int

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""


class Pending:
    """Rows get their ids when they are made, which is right until some are dropped.

    After that a row is still called by that id while it waits, and gets its place in its table when it is written.
    """

    def __init__(self, values: PendingValues) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.steps: list[Marked] = []
        # How many steps and rows wait, values aside.
        self.waiting = 0
        # Rows of each table that are written or wait, and those that are written.
        self.kept = dict.fromkeys(TABLES, 0)
        self.written = dict.fromkeys(TABLES, 0)
        self.values = values
        self._steps_written = 0
        self.drained_bytes = 0
        self._made = dict.fromkeys(TABLES, 0)
        self._values_lost = 0
        # The numbers that the values that wait got when they were taken.
        self._numbers: list[int] = []
        # Of each table: the last number that is still right, and what those after it are called now.
        self._right: dict[str, int] = {}
        self._places: dict[str, dict[int, int]] = {table: {} for table in TABLES}

    def add(self, table: str, row: Row) -> str:
        """Append a row, which may be filled later; returns its id and sets it."""
        self._made[table] = made = self._made[table] + 1
        self.kept[table] += 1
        self.waiting += 1
        row["id"] = name = f"{PREFIXES[table]}{made}"
        self.rows[table].append(row)
        return name

    def step(self, row: Row) -> None:
        """Append a step, which comes with all rows up to now."""
        self.kept["values"] = self.values.taken - self._values_lost
        self.waiting += 1
        self.steps.append((row, tuple(self.kept.values())))

    def drain(self) -> None:
        """Complete the values."""
        self.drained_bytes += self.values.waiting_bytes
        rows = self.values.drain()
        last = self.values.taken
        self._numbers += range(last - len(rows), last)
        self.rows["values"] += rows

    def tables(self, steps: Sequence[Marked]) -> list[tuple[str, list[Row]]]:
        """The first steps that wait and the rows that come with them, as they are to be written."""
        if not steps:
            return []
        tables = [
            (table, self.rows[table][: mark - self.written[table]])
            for table, mark in zip(TABLES, steps[-1][1], strict=True)
        ]
        rows = [step for step, _ in steps]
        if self._right:
            for table, content in tables:
                self._place(table, content)
            tables = [
                (table, [self._renamed(row) for row in content] if table != "values" else content)
                for table, content in tables
            ]
            rows = [self._renamed(row) for row in rows]
        for index, row in enumerate(rows, self._steps_written):
            row["index"] = index
        return [*tables, ("steps", rows)]

    def forget(self, steps: Sequence[Marked]) -> None:
        """The first steps that wait have been written with their rows."""
        for table, mark in zip(TABLES, steps[-1][1] if steps else (), strict=False):
            count = mark - self.written[table]
            del self.rows[table][:count]
            if table == "values":
                del self._numbers[:count]
            self.written[table] = mark
        self._steps_written += len(steps)
        del self.steps[: len(steps)]
        self._count()

    def rows_of(self, count: int) -> tuple[dict[str, Row], set[int]]:
        """The rows that come with the first `count` steps that wait, by their ids, and the numbers of the values."""
        upto = self._upto(count)
        rows = {row["id"]: row for table in PREFIXES for row in self.rows[table][: upto[table]]}
        return rows, set(self._numbers[: upto["values"]])

    def rows_after(self, count: int) -> Iterator[Row]:
        """All other rows that wait, and the steps after the first `count`."""
        upto = self._upto(count)
        for table in PREFIXES:
            yield from self.rows[table][upto[table] :]
        yield from (step for step, _ in self.steps[count:])

    def drop(self, count: int, instead: Sequence[Row], ids: Collection[str], values: Collection[int]) -> None:
        """Put `instead` in the place of the first `count` steps and drop the rows `ids` and the values `values`."""
        marks = self.steps[count - 1][1]
        lost = []
        for table in TABLES:
            rows = self.rows[table]
            names: list[Any] = self._numbers if table == "values" else [row["id"] for row in rows]
            gone = values if table == "values" else ids
            stay = [place for place, name in enumerate(names) if name not in gone]
            lost.append(len(rows) - len(stay))
            if lost[-1]:
                first = next(name for name in names if name in gone)
                self._right.setdefault(table, (first if table == "values" else int(first[1:])) - 1)
            if table == "values":
                self._numbers = [names[place] for place in stay]
            self.rows[table] = [rows[place] for place in stay]
            self.kept[table] -= lost[-1]
            if table == "values":
                self._values_lost += lost[-1]
        kept = [(step, _less(later, lost)) for step, later in self.steps[count:]]
        self.steps = [(step, _less(marks, lost)) for step in instead] + kept
        self._count()

    def _count(self) -> None:
        self.waiting = len(self.steps) + sum(len(self.rows[table]) for table in PREFIXES)
        self.drained_bytes = _bytes_of(self.rows["values"])

    def _upto(self, count: int) -> dict[str, int]:
        marks = self.steps[count - 1][1]
        return {table: mark - self.written[table] for table, mark in zip(TABLES, marks, strict=True)}

    def _place(self, table: str, rows: Sequence[Row]) -> None:
        if table not in self._right:
            return
        names = self._numbers if table == "values" else [int(row["id"][1:]) for row in rows]
        first = self.written[table] + (table != "values")
        for place, name in zip(range(first, first + len(rows)), names, strict=False):
            if name > self._right[table]:
                self._places[table][name] = place

    def _renamed(self, row: Row) -> Row:
        return renamed(row, self._name, self._value)

    def _name(self, name: str) -> str | None:
        table = _TABLES_OF[name[0]]
        number = int(name[1:])
        if number <= self._right.get(table, number):
            return name
        place = self._places[table].get(number)
        return None if place is None else f"{name[0]}{place}"

    def _value(self, number: int) -> int | None:
        return number if number <= self._right.get("values", number) else self._places["values"].get(number)


def _bytes_of(values: Sequence[Row]) -> int:
    return sum(VALUE_BYTES + ELEMENT_BYTES * len(row["first"]) for row in values)


def _less(marks: Sequence[int], lost: Sequence[int]) -> tuple[int, ...]:
    return tuple(mark - gone for mark, gone in zip(marks, lost, strict=True))
