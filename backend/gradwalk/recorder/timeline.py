"""The tables and the timeline of one run, written out in batches that are each complete in themselves."""

from collections.abc import Callable, Iterable
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
        self._steps: list[tuple[Row, tuple[int, ...]]] = []
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
        out: dict[str, list[bytes]] = {table: [] for table in (*TABLES, "steps")}
        ready = len(self._steps) - (self._open is not None)
        fits = True
        for step, marks in self._steps[:ready]:
            taken = self._serialise(step, marks)
            size = sum(len(text) + 1 for texts in taken.values() for text in texts)
            if self._bytes + size > self.limits.recording_bytes - RESERVE:
                fits = False
                break
            self._bytes += size
            for table, texts in taken.items():
                out[table] += texts
                if table != "steps":
                    self._written[table] += len(texts)
                    del self._rows[table][: len(texts)]
        self._steps = self._steps[ready:] if fits else []
        self._last = monotonic()
        if ending is not None and fits:
            self._write(_line(out, ending))
        elif any(out.values()) or ending is not None:
            self._write(_line(out, None))
        if not fits:
            self.stop("recording_bytes")

    def _serialise(self, step: Row, marks: tuple[int, ...]) -> dict[str, list[bytes]]:
        taken = {
            table: [_dump(row) for row in self._rows[table][: mark - self._written[table]]]
            for table, mark in zip(TABLES, marks, strict=True)
        }
        return {**taken, "steps": [_dump(step)]}


def _line(tables: dict[str, list[bytes]], ending: Row | None) -> bytes:
    parts: Iterable[bytes] = (
        b'"%s":[%s]' % (table.encode(), b",".join(texts)) for table, texts in tables.items() if texts
    )
    end = [] if ending is None else [b'"ending":%s' % _dump(ending)]
    return b"{%s}\n" % b",".join([*parts, *end])


def _dump(row: Row) -> bytes:
    return orjson.dumps(row)
