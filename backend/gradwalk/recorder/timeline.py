"""The tables and the timeline of one run, written out in batches that are each complete in themselves."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

import orjson

from ..recording.outcome import LimitName
from .limits import Limits
from .pending import TABLES, Marked, Pending, PendingValues
from .renaming import Row as Row

# What the last batch needs beyond its steps: the ending, and the brackets of every batch.
RESERVE = 32 * 1024
STEP_BYTES = 250

# The brackets of a batch.
PARTS = 200


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


class Timeline:
    """Takes rows and steps in order, numbers them, keeps to the limits and writes batches.

    Rows that a step speaks of must be complete when `pump` or `finish` is called, not before.
    """

    def __init__(self, write: Callable[[bytes], None], limits: Limits, values: PendingValues) -> None:
        self.limits = limits
        self._most_steps = limits.steps
        self.steps = 0
        self.limits_hit: list[LimitName] = []
        self.stopped = False
        # Where the program is: rows and steps that come now are of this scope.
        self.scope: Scope | None = None
        # How many tensors have died since `released` was last asked, and what then has been let go of.
        self.deaths = 0
        self.released: Callable[[], list[str]] = list
        # While this is set nothing is written: some of it may yet be dropped.
        self.held = False
        self.pending = Pending(values)
        self.add = self.pending.add
        self._write = write
        self._open: Row | None = None
        self._bytes = 0
        self._last = monotonic()

    def count(self, table: str) -> int:
        """Rows of `table` so far."""
        return self.pending.kept[table]

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
        if self.steps >= self._most_steps:
            self.stop("steps")
        self._open = None
        step: Row = {"type": kind, "index": 0, "span": span, **fields}
        scope = self.scope
        if scope is not None:
            step["scope"] = scope.id or self.scope_id()
        if self.deaths:
            released = self.released()
            if released:
                step["released"] = released
        self.steps += 1
        self.pending.step(step)
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
        if self.held:
            if self.pending.steps and self.waiting_bytes > self.room:
                self.release()
            return
        limits, pending = self.limits, self.pending
        if (
            monotonic() - self._last >= limits.batch_seconds * patience
            or pending.waiting * STEP_BYTES + pending.drained_bytes + pending.values.waiting_bytes >= limits.batch_bytes
        ) and pending.steps:
            self._batch(None)

    @property
    def waiting_bytes(self) -> int:
        """About how many bytes will be written for what waits."""
        pending = self.pending
        return pending.waiting * STEP_BYTES + pending.drained_bytes + pending.values.waiting_bytes

    @property
    def room(self) -> int:
        """How many bytes may still be written."""
        return self.limits.recording_bytes - RESERVE - self._bytes

    def release(self) -> None:
        """Write what waits.

        Raises:
            Stop: if the recording has as many bytes as it may have.
        """
        self.held = False
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
        pending = self.pending
        pending.drain()
        steps: Sequence[Marked] = pending.steps[: len(pending.steps) - (self._open is not None)]
        self._last = monotonic()
        parts = _parts(pending.tables(steps))
        fits = sum(map(len, parts)) <= self.room
        if not fits:
            steps = self._fitting(steps)
            parts = _parts(pending.tables(steps))
        self._bytes += sum(map(len, parts))
        if ending is not None and fits:
            parts.append(b'"ending":%s' % orjson.dumps(ending))
        if parts or ending is not None:
            self._write(b"{%s}\n" % b",".join(parts))
        pending.forget(steps)
        if not fits:
            pending.steps.clear()
            self.stop("recording_bytes")

    def _fitting(self, steps: Sequence[Marked]) -> Sequence[Marked]:
        """As many of the first steps as there is room for with their rows."""
        room = self.room - PARTS
        tables = dict(self.pending.tables(steps))
        written = self.pending.written
        before = tuple(written.values())
        for count, (step, (_, marks)) in enumerate(zip(tables["steps"], steps, strict=True)):
            rows = [
                row
                for table, start, end in zip(TABLES, before, marks, strict=True)
                for row in tables[table][start - written[table] : end - written[table]]
            ]
            before = marks
            room -= sum(len(orjson.dumps(row)) + 1 for row in (*rows, step))
            if room < 0:
                return steps[:count]
        return steps


def _parts(tables: Sequence[tuple[str, list[Row]]]) -> list[bytes]:
    return [b'"%s":%s' % (table.encode(), orjson.dumps(rows)) for table, rows in tables if rows]
