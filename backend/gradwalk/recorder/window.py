"""Keeps the recording of a long loop within its limits: its first and its last iterations are told, those between counted.

Once a part of the limits is used up inside a loop, nothing more is written until all loops are left. What waits is cut into
segments where iterations begin; when it gets too much the oldest are dropped, but for what is still needed of them: rows of
living tensors, what these come from, and whatever a later segment speaks of.
"""

from time import monotonic

from .functions import Functions
from .instrument import Loop
from .pending import Pending
from .renaming import mentions
from .scopes import Scopes
from .skipped import Skipped
from .spans import Spans
from .tensors import Tensors
from .timeline import Timeline

# The part of a limit that the first iterations may use, and that of what is then left which the last may.
FIRST, LAST = 0.25, 0.25
# How long what waits may wait once it has been written early, as a part of the time until then.
BETWEEN = 0.1
# However much is left: what waits is Python objects, several times the size of what is written.
WAITING_BYTES = 1 << 20


class Window:
    """Between the first and the last iterations of the loops of one run."""

    def __init__(
        self, timeline: Timeline, spans: Spans, scopes: Scopes, tensors: Tensors, functions: Functions
    ) -> None:
        self.is_open = False
        self._is_over = False
        self._started = monotonic()
        self._spans = spans
        self._timeline = timeline
        self._scopes = scopes
        self._tensors = tensors
        self._functions = functions
        # Where segments begin, counted in steps that wait, and of which loop each is an iteration.
        self._segments: list[tuple[int, Loop]] = []
        self._skipped = Skipped(spans.line)
        # The steps that stand for what has been dropped.
        self._front = 0

    def iteration(self, loop: Loop) -> None:
        """An iteration of `loop` begins. Every row that has been added must be complete."""
        timeline = self._timeline
        if self._functions.in_call or self._is_over:
            return
        if not self.is_open:
            if self._used() < FIRST:
                return
            timeline.release()
            timeline.held = self.is_open = True
            self._segments, self._skipped, self._front = [], Skipped(self._spans.line), 0
        self._segments.append((len(timeline.pending.steps), loop))
        if self._waiting() > 2 * LAST:
            self._drop(LAST)
            if self._waiting() > 1.5 * LAST:
                # Much of it is needed, as where each iteration leaves a result in a list: that is written, and what comes
                # is shortened anew. All of it may be: a graph that grows from iteration to iteration is one.
                self._drop(0)
                self._is_over = self._waiting() > 1.5 * LAST
                self._close()
                return
        late = monotonic() - self._started > timeline.limits.shortening_seconds
        if late and self._waiting() <= LAST:
            # The run may soon be killed: what waits is written now and then, where that leaves room for more of it.
            self._started += timeline.limits.shortening_seconds * BETWEEN
            self._close()

    def look(self) -> None:
        """Close the window if all loops have been left."""
        if not self._scopes.in_loop:
            self._close()

    def _close(self) -> None:
        self.is_open = False
        self._timeline.release()

    def _used(self) -> float:
        timeline, limits = self._timeline, self._timeline.limits
        return max(
            timeline.steps / limits.steps,
            timeline.count("functions") / limits.functions,
            1 - (timeline.room - timeline.waiting_bytes) / limits.recording_bytes,
        )

    def _waiting(self, steps: int | None = None) -> float:
        """The part that what waits has of what is left of the limits, or its last `steps` steps."""
        timeline, limits, pending = self._timeline, self._timeline.limits, self._timeline.pending
        count = len(pending.steps)
        part = 1 if steps is None or count == 0 else steps / count
        functions = len(pending.rows["functions"])
        return part * max(
            count / max(limits.steps - timeline.steps + count, 1),
            functions / max(limits.functions - timeline.count("functions") + functions, 1),
            timeline.waiting_bytes / max(timeline.room, 1),
            LAST * timeline.waiting_bytes / WAITING_BYTES,
        )

    def _drop(self, rest: float) -> None:
        """Drop the oldest segments, so that about `rest` remains, or all but the last one."""
        pending = self._timeline.pending
        count = len(pending.steps)
        starts = [start for start, _ in self._segments[1:-1]]
        cut = next((start for start in starts if self._waiting(count - start) <= rest), starts[-1] if starts else 0)
        if cut <= self._front:
            return
        pending.drain()
        ends = [start for start, _ in self._segments[1:]]
        for (start, loop), end in zip(self._segments, ends, strict=False):
            if start < cut:
                self._skipped.add(loop, [step for step, _ in pending.steps[start:end]])
        ids, values = self._gone(pending, cut)
        self._skipped.forget(ids)
        instead = [*self._skipped.told, self._skipped.net()]
        pending.drop(cut, instead, ids, values)
        self._timeline.steps -= cut - len(instead)
        self._functions.forget(ids)
        self._tensors.forget(ids, values)
        self._segments = [(start - cut + len(instead), loop) for start, loop in self._segments if start >= cut]
        self._front = len(instead)

    def _gone(self, pending: Pending, cut: int) -> tuple[set[str], set[int]]:
        """The rows and values of the first `cut` steps that nothing living and no step that stays speaks of."""
        old, old_values = pending.rows_of(cut)
        ids: set[str] = set()
        values: set[int] = set()
        for row in self._skipped.told:
            mentions(row, ids, values)
        for row in pending.rows_after(cut):
            mentions(row, ids, values)
        for known in self._tensors.by_id.values():
            if known.id is not None:
                ids.add(known.id)
                mentions({"function": known.accumulator, "value": known.value, **known.facts}, ids, values)
        ids.update(self._scopes.ids())
        reached = list(ids)
        while reached:
            name = reached.pop()
            more: set[str] = set()
            mentions(old.get(name, {}), more, values)
            self._skipped.of(name, more, values)
            reached += more - ids
            ids |= more
        return old.keys() - ids, old_values - values
