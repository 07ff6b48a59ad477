"""A pipeline with a sandbox, a layout and a store that do as they are told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gradwalk.errors import LayoutError
from gradwalk.pipeline import Pipeline
from gradwalk.recording.layout import Layout
from gradwalk.recording.progress import Progress, Told
from gradwalk.recording.recording import Engine, Program, Recording
from gradwalk.recording.wire import RunEnd, RunReport
from gradwalk.sandbox.limits import Limits
from gradwalk.store.stored import Stored

ENGINE = Engine(gradwalk="0.1.0", torch="2.13.0", python="3.11.7", devices=("cpu",))
PRINTED = b'{"steps":[{"type":"print","index":0,"span":null,"stream":"stdout","text":"hello"}]}'
FINISHED = b'{"ending":{"kind":"finished"}}'
LAYOUT = Layout(engine="dot", width=1.0, height=2.0, nodes=(), edges=())


@dataclass
class Ran:
    lines: list[bytes]
    report: RunReport


@dataclass
class Sandbox:
    """Leaves the same lines of every program, when `go` is set; before that, it says that it has written those `told`."""

    lines: list[bytes] = field(default_factory=lambda: [PRINTED, FINISHED])
    told: list[list[bytes]] = field(default_factory=list)
    end: RunEnd = "exited"
    error: Exception | None = None
    engine: Engine = ENGINE
    programs: list[Program] = field(default_factory=list)
    cancelled: int = 0
    go: asyncio.Event = field(default_factory=asyncio.Event)
    loaded: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.go.set()
        self.loaded.set()

    async def ready(self) -> None:
        await self.loaded.wait()

    async def run(
        self,
        program: Program,
        limits: Limits,
        client: str,
        written: Callable[[list[bytes]], None],
        *,
        told: Told | None = None,
    ) -> Ran:
        self.programs.append(program)
        if told is not None:
            told(Progress(stage="running", steps=1))
        if self.error:
            raise self.error
        for lines in self.told:
            written(lines)
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return Ran(self.lines, RunReport(end=self.end, seconds=0.5, memory_bytes=7))


@dataclass
class Shelf:
    kept: dict[str, Stored] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    error: Exception | None = None

    async def get(self, id: str) -> Stored | None:
        return self.kept.get(id)

    async def program(self, id: str) -> Program | None:
        return self.programs.get(id)

    async def put(self, id: str, stored: Stored, *, program: Program, engine: Engine, anew: bool) -> None:
        if self.error:
            raise self.error
        if anew or not (id in self.kept and self.kept[id].lasting):
            self.kept[id], self.programs[id] = stored, program

    def damage(self, id: str) -> None:
        self.kept[id] = replace(self.kept[id], compressed=self.kept[id].compressed[:-9])


async def placed(recording: Recording) -> Layout:
    return LAYOUT


async def not_placed(recording: Recording) -> Layout:
    raise LayoutError("dot took longer than 3 s")


async def tripping(recording: Recording) -> Layout:
    raise KeyError("t7")


async def until(holds: Callable[[], object]) -> None:
    """Let other tasks go on until it holds."""
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.001)


@dataclass
class Parts:
    sandbox: Sandbox
    shelf: Shelf
    pipeline: Pipeline


def make(sandbox: Sandbox | None = None, place: object = placed, patience: float = 5.0) -> Parts:
    """A pipeline of them."""
    sandbox, shelf = sandbox or Sandbox(), Shelf()
    return Parts(sandbox, shelf, Pipeline(sandbox, place, shelf, Limits(), patience))  # type: ignore[arg-type] # placed or not_placed
