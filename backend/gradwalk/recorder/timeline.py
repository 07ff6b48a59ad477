"""The tables and the timeline of one run, written out in batches that are each complete in themselves."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Protocol

import orjson

from ..recording.outcome import LimitName
from .limits import Limits

Row = dict[str, Any]

TABLES = ("storages", "scopes", "values", "tensors", "functions")
PREFIXES = {"storages": "s", "scopes": "c", "tensors": "t", "functions": "f"}
# What the last batch needs beyond its steps: the ending, and the brackets of every batch.
RESERVE = 32 * 1024
STEP_BYTES = 250

# A step, and how many rows each table had when it was made.
Marked = tuple[Row, tuple[int, ...]]


class Scope:
    """A function call, a module call or one iteration of a loop. It gets a row when something is recorded in it."""

    __slots__ = ("id", "iteration", "kind", "module", "name", "parent", "span")

    def __init__(
        self,
        kind: str,
        name: str,
        parent: "Scope | None",
        span: Row | None,
        iteration: int | None = None,
        module: str | None = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.parent = parent
        self.span = span
        self.iteration = iteration
        self.module = module
        self.id: str | None = None


class Stop(BaseException):
    """Ends the program because a limit is reached; not an Exception, so that `except Exception` lets it pass."""


class PendingValues(Protocol):
    """Values whose statistics are computed late."""

    taken: int
    waiting_bytes: int

    def drain(self) -> list[Row]:
        """The rows since the last call, complete."""


class Timeline:
    """Takes rows and steps in order, numbers them, keeps to the limits and writes batches.

    Rows that a step speaks of must be complete when `pump` or `finish` is called, not before.
    """

    def __init__(self, write: Callable[[bytes], None], limits: Limits, values: PendingValues) -> None:
        self.limits = limits
        self.steps = 0
        self.limits_hit: list[LimitName] = []
        self.stopped = False
        # Where the program is: rows and steps that come now are of this scope.
        self.scope: Scope | None = None
        self._write = write
        self._values = values
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._added = dict.fromkeys(TABLES, 0)
        self._written = dict.fromkeys(TABLES, 0)
        self._steps: list[Marked] = []
        self._open: Row | None = None
        self._bytes = 0
        self._last = monotonic()

    def count(self, table: str) -> int:
        """Rows of `table` so far."""
        return self._added[table]

    def add(self, table: str, row: Row) -> str:
        """Append a row, which may be filled later; returns its id and sets it."""
        self._added[table] += 1
        row["id"] = name = f"{PREFIXES[table]}{self._added[table]}"
        self._rows[table].append(row)
        return name

    def scope_id(self, scope: Scope | None = None) -> str | None:
        """The id of `scope`, or of where the program is."""
        scope = scope or self.scope
        if scope is not None and scope.id is None:
            parent = None if scope.parent is None else self.scope_id(scope.parent)
            scope.id = self.add(
                "scopes",
                {
                    "kind": scope.kind,
                    "name": scope.name,
                    "module": scope.module,
                    "iteration": scope.iteration,
                    "parent": parent,
                    "span": scope.span,
                },
            )
        return None if scope is None else scope.id

    def step(self, kind: str, span: Row | None, **fields: Any) -> Row:
        """Append a step.

        Raises:
            Stop: if the run has as many steps as it may have.
        """
        if self.stopped:
            raise Stop
        if self.steps >= self.limits.steps:
            self.stop("steps")
        self._open = None
        step: Row = {"type": kind, "index": self.steps, "span": span, **fields}
        if self.scope is not None:
            step["scope"] = self.scope_id()
        self.steps += 1
        self._added["values"] = self._values.taken
        self._steps.append((step, tuple(self._added.values())))
        return step

    def open_step(self, kind: str, span: Row | None, **fields: Any) -> Row:
        """Append a step that may still grow: it is held back until another step follows."""
        self._open = self.step(kind, span, **fields)
        return self._open

    @property
    def open(self) -> Row | None:
        """The step that may still grow, if it is the last one."""
        return self._open

    def close_step(self) -> None:
        """The last step does not grow any more."""
        self._open = None

    def stop(self, limit: LimitName) -> None:
        """Record nothing more.

        Raises:
            Stop: always.
        """
        self.stopped = True
        if limit not in self.limits_hit:
            self.limits_hit.append(limit)
        raise Stop

    def pump(self, patience: float = 1) -> None:
        """Write a batch if one is due. Every row that has been added must be complete.

        Args:
            patience: the part of `batch_seconds` to wait between batches.

        Raises:
            Stop: if the recording has as many bytes as it may have.
        """
        waiting = len(self._steps) * STEP_BYTES + self._values.waiting_bytes
        late = monotonic() - self._last >= self.limits.batch_seconds * patience
        if self._steps and (late or waiting >= self.limits.batch_bytes):
            self._batch(None)

    def finish(self, ending: Row) -> None:
        """Write what is left, and how the run ended as far as the run itself can tell."""
        self._open = None
        try:
            self._batch(ending)
        except Stop:
            ending = {**ending, "kind": "too_large", "limits": self.limits_hit}
            self._batch(ending)

    def _batch(self, ending: Row | None) -> None:
        self._rows["values"] += self._values.drain()
        steps = self._steps[: len(self._steps) - (self._open is not None)]
        self._last = monotonic()
        parts = self._parts(steps)
        fits = self._bytes + sum(map(len, parts)) <= self.limits.recording_bytes - RESERVE
        if not fits:
            parts = self._parts(self._fitting(steps))
        self._steps = self._steps[len(steps) :] if fits else []
        self._bytes += sum(map(len, parts))
        if ending is not None and fits:
            parts.append(b'"ending":%s' % orjson.dumps(ending))
        if parts or ending is not None:
            self._write(b"{%s}\n" % b",".join(parts))
        if not fits:
            self.stop("recording_bytes")
        marks = steps[-1][1] if steps else ()
        for table, mark in zip(TABLES, marks, strict=False):
            del self._rows[table][: mark - self._written[table]]
            self._written[table] = mark

    def _parts(self, steps: Sequence[Marked]) -> list[bytes]:
        """The steps and the rows that come with them, a part a table."""
        if not steps:
            return []
        tables = [
            (table, self._rows[table][: mark - self._written[table]])
            for table, mark in zip(TABLES, steps[-1][1], strict=True)
        ]
        tables.append(("steps", [step for step, _ in steps]))
        return [b'"%s":%s' % (table.encode(), orjson.dumps(rows)) for table, rows in tables if rows]

    def _fitting(self, steps: Sequence[Marked]) -> Sequence[Marked]:
        """As many of the first steps as there is room for with their rows."""
        room = self.limits.recording_bytes - RESERVE - self._bytes
        written = self._written
        for count, (step, marks) in enumerate(steps):
            new = [
                self._rows[table][written[table] - self._written[table] : mark - self._written[table]]
                for table, mark in zip(TABLES, marks, strict=True)
            ]
            written = dict(zip(TABLES, marks, strict=True))
            room -= sum(len(orjson.dumps(row)) + 1 for rows in (*new, [step]) for row in rows)
            if room < 0:
                return steps[:count]
        return steps
