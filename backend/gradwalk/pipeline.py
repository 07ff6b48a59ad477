"""The whole way from a text to a stored recording, a line a stage."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from .aside import aside
from .errors import LayoutError, ProtocolError, SandboxUnavailableError, StoreError
from .explain.explain import explain
from .flights import Flights
from .policy.check import check
from .policy.violation import RefusedError
from .program.identity import content_id, program_of
from .recording.assemble import end, join
from .recording.json import to_json
from .recording.layout import Layout
from .recording.outcome import Outcome
from .recording.progress import Progress, Told
from .recording.recording import Engine, Options, Program, Recording
from .recording.wire import RunReport
from .sandbox.limits import Limits
from .store.stored import Stored
from .watch import Nobody, Watcher, timed


class Run(Protocol):
    """What a run left."""

    @property
    def lines(self) -> Sequence[bytes]:
        """Complete lines, each a `Batch` in JSON."""

    @property
    def report(self) -> RunReport:
        """How the run ended."""


class Runner(Protocol):
    """Runs programs: `gradwalk.sandbox`."""

    async def ready(self) -> None:
        """Wait until programs can be run."""

    @property
    def engine(self) -> Engine:
        """What runs programs, once it is ready."""

    async def run(
        self,
        program: Program,
        limits: Limits,
        client: str,
        written: Callable[[list[bytes]], None],
        *,
        told: Told | None = None,
    ) -> Run:
        """Run a program; turns go round between clients. Cancelling ends it.

        `written` is told all that it wrote a moment before its process has ended; where it had to be run twice, twice.
        `told` is told how far it has come.
        """


class Shelf(Protocol):
    """Keeps recordings: `gradwalk.store`."""

    async def get(self, id: str) -> Stored | None:
        """The recording with this id, or None."""

    async def program(self, id: str) -> Program | None:
        """The program of the recording with this id, or None."""

    async def put(self, id: str, stored: Stored, *, program: Program, engine: Engine, anew: bool) -> None:
        """Keep a recording; a lasting one that is there already stays unless this one is to be there `anew`."""


_LOG = logging.getLogger("gradwalk")
# About how many times as long a recording is as under gzip.
_COMPRESSED = 5
# Ends that depend on what else the machine was doing.
_BY_CHANCE = ("timeout", "killed")

Place = Callable[[Recording], Coroutine[None, None, Layout]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A recording, its id, and whether it was made just now."""

    id: str
    stored: Stored
    created: bool


class Pipeline:
    """From programs to recordings. A program that arrives again while it runs is not run twice.

    Args:
        runner: runs a program.
        place: lays a recording out.
        store: keeps recordings.
        limits: what one run may use.
        patience: how long to wait for a runner that is still starting, in seconds.
        watcher: is told of each stage and each end.
    """

    def __init__(
        self,
        runner: Runner,
        place: Place,
        store: Shelf,
        limits: Limits,
        patience: float,
        watcher: Watcher | None = None,
    ) -> None:
        self._runner = runner
        self._place = place
        self._store = store
        self._limits = limits
        self._patience = patience
        self._watcher = watcher or Nobody()
        self._flights = Flights()

    async def record(
        self, source: str, options: Options | None = None, client: str = "", told: Told | None = None
    ) -> Answer:
        """The recording of a program, from the store or from a run.

        Args:
            source: the program.
            options: how to run it.
            client: who asks, for turns at a run to go round between those who do.
            told: is told how far the run has come, if there is one.

        A recording is kept for good if its program would give it again. One that was cut short by time or by a kill, or
        whose layout failed, depends on what else the machine was doing: it is kept too, so that its link works, but
        the program is run anew when it next arrives.

        Raises:
            RefusedError: if the policy does not run the program; carries every violation.
            SandboxError: if the sandbox cannot run it now.
            StoreError: if the database does not do what it is asked.
        """
        await self.check(source)
        program = program_of(source, options)
        engine = await self._engine()
        id = content_id(program, engine)
        with timed(self._watcher, "read"):
            stored = await self._store.get(id)
        kept = stored is not None and stored.lasting and await _is_whole(stored)
        self._watcher.answered(kept)
        if stored is not None and kept:
            return Answer(id, stored, created=False)
        made = await self._flights.fly(id, partial(self._record, id, program, engine, client, stored), told)
        return Answer(id, made, created=True)

    async def check(self, source: str) -> None:
        """Look whether the policy runs a program.

        Raises:
            RefusedError: if it does not; carries every violation.
        """
        with timed(self._watcher, "policy"):
            violations = await aside(len(source), check, source)
        if violations:
            raise RefusedError(violations)

    async def read(self, id: str, client: str = "") -> Stored | None:
        """The recording with this id, or None. One that the database has damaged is made anew from its program.

        Raises:
            SandboxError: if the sandbox cannot run that now.
            StoreError: if the database does not do what it is asked, or has damaged the program, too.
        """
        stored = await self._store.get(id)
        if stored is None or await _is_whole(stored):
            return stored
        program, engine = await self._store.program(id), await self._engine()
        if program is None or content_id(program, engine) != id:
            raise StoreError(
                f"The recording {id} is damaged in the database, and what made it is not here to make it again. Post its "
                "program; the answer has its new id."
            )
        _LOG.warning("the recording %s is damaged in the database; its program is run again", id)
        return await self._flights.fly(id, partial(self._record, id, program, engine, client, stored))

    async def _engine(self) -> Engine:
        try:
            async with asyncio.timeout(self._patience):
                await self._runner.ready()
        except TimeoutError:
            raise SandboxUnavailableError("it is still starting; try again in a few seconds") from None
        return self._runner.engine

    async def _record(
        self, id: str, program: Program, engine: Engine, client: str, before: Stored | None, tell: Told
    ) -> Stored:
        async with _Ahead(lambda lines: self._draft(program, id, engine, lines)) as ahead:
            with timed(self._watcher, "run"):
                run = await self._runner.run(program, self._limits, client, ahead.begin, told=tell)
            tell(Progress(stage="laying_out"))
            draft = await ahead.result(run.lines)
        recording = draft.ended(run.report)
        self._watcher.ended(recording.outcome.kind)
        lasting = recording.layout is not None and recording.outcome.kind not in _BY_CHANCE
        with timed(self._watcher, "pack"):
            stored = await aside(_size(run.lines), _packed, recording, lasting)
        anew = before is not None and not await _is_whole(before)
        with timed(self._watcher, "write"):
            await self._store.put(id, stored, program=program, engine=engine, anew=anew)
        return stored

    async def _draft(self, program: Program, id: str, engine: Engine, lines: Sequence[bytes]) -> "_Draft":
        """What the lines of a run make, explained and laid out: all that does not depend on how its process then ended.

        Until then the outcome is what the run claims.
        """
        with timed(self._watcher, "assemble"):
            draft = await aside(_size(lines), _joined, program, id, engine, lines)
        with timed(self._watcher, "explain"):
            explained = await aside(_size(lines), _explained, draft.recording)
        with timed(self._watcher, "layout"):
            placed = await self._placed(explained)
        return replace(draft, recording=placed)

    async def _placed(self, recording: Recording) -> Recording:
        """The recording with its layout, or with the reason why it has none."""
        try:
            return recording.model_copy(update={"layout": await self._place(recording)})
        except LayoutError as error:
            return recording.model_copy(update={"layout": None, "layout_problem": str(error)})
        except Exception:  # noqa: BLE001 - a recording is hostile data, and no layout that trips over it may lose it
            _LOG.exception("the layout of %s failed", recording.id)
            return recording.model_copy(update={"layout": None, "layout_problem": "the layout failed"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A recording before its run's end is known, or why there is none."""

    recording: Recording
    unreadable: str | None = None

    def ended(self, report: RunReport) -> Recording:
        """The recording with its outcome."""
        if self.unreadable is None:
            return end(self.recording, report)
        outcome = Outcome(
            kind="killed", detail=self.unreadable, seconds=report.seconds, memory_bytes=report.memory_bytes
        )
        return self.recording.model_copy(update={"outcome": outcome})


class _Ahead:
    """Work on what a run wrote that begins while its process still ends; nothing of it is left when the block ends.

    Args:
        draw: the work.
    """

    def __init__(self, draw: Callable[[Sequence[bytes]], Coroutine[None, None, _Draft]]) -> None:
        self._draw = draw
        self._lines: Sequence[bytes] = ()
        self._task: asyncio.Task[_Draft] | None = None

    def begin(self, lines: Sequence[bytes]) -> None:
        """Begin with these lines. Where a program was run twice, those of the second run replace the first's."""
        if self._task is not None:
            self._task.cancel()
        self._lines, self._task = lines, asyncio.create_task(self._draw(lines))

    async def result(self, lines: Sequence[bytes]) -> _Draft:
        """What the work on the run's `lines`, now that it has ended, came to."""
        if self._task is None or self._lines != lines:
            self.begin(lines)
        assert self._task is not None
        return await self._task

    async def __aenter__(self) -> "_Ahead":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])


def _joined(program: Program, id: str, engine: Engine, lines: Sequence[bytes]) -> _Draft:
    try:
        return _Draft(join(program, id, engine, lines))
    except ProtocolError as error:
        recording = Recording(
            version=1,
            id=id,
            program=program,
            engine=engine,
            tensors=(),
            functions=(),
            storages=(),
            scopes=(),
            values=(),
            steps=(),
            outcome=Outcome(kind="killed"),
        )
        return _Draft(recording, unreadable=f"what the run wrote was no recording: {error}")


def _explained(recording: Recording) -> Recording:
    try:
        return explain(recording)
    except Exception:  # noqa: BLE001 - a recording is hostile data, and no explanation that trips over it may lose it
        _LOG.exception("the explanation of %s failed", recording.id)
        return recording


async def _is_whole(stored: Stored) -> bool:
    return await aside(_COMPRESSED * len(stored.compressed), lambda: stored.whole)


def _packed(recording: Recording, lasting: bool) -> Stored:
    return Stored.pack(to_json(recording), lasting=lasting)


def _size(lines: Sequence[bytes]) -> int:
    return sum(map(len, lines))
