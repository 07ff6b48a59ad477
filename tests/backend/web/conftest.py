"""Two apps: one whose sandbox and layout do as they are told, on a database of its own, and one with everything real."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from gradwalk.errors import SandboxError
from gradwalk.export.exports import Exports
from gradwalk.layout.engines import Engines
from gradwalk.metrics import Metrics
from gradwalk.pipeline import Pipeline
from gradwalk.questions import Questions
from gradwalk.recording.jacobian import Question
from gradwalk.recording.json import from_json
from gradwalk.recording.layout import Layout
from gradwalk.recording.progress import Progress, Told
from gradwalk.recording.recording import Engine, Program, Recording
from gradwalk.recording.wire import RunEnd, RunReport
from gradwalk.sandbox.limits import Limits
from gradwalk.settings import Settings
from gradwalk.store.store import Store
from gradwalk.store.stored import Stored
from gradwalk.web.app import create_app
from gradwalk.web.service import Service

RECORDINGS = Path(__file__).parents[2] / "fixtures" / "recordings"
ENGINE = Engine(gradwalk="0.1.0", torch="2.13.0", python="3.11.7", devices=("cpu",))


@dataclass
class Ran:
    lines: list[bytes]
    report: RunReport


@dataclass
class Sandbox:
    """Prints the program's own text in every run, when `go` is set."""

    engine: Engine = ENGINE
    error: Exception | None = None
    broken: SandboxError | None = None
    end: RunEnd = "exited"
    runs: int = 0
    cancelled: int = 0
    go: asyncio.Event = field(default_factory=asyncio.Event)
    loaded: asyncio.Event = field(default_factory=asyncio.Event)

    async def ready(self) -> None:
        await self.loaded.wait()
        if self.broken:
            raise self.broken

    async def run(
        self,
        program: Program,
        limits: Limits,
        client: str,
        written: Callable[[list[bytes]], None] | None,
        question: Question | None = None,
        *,
        told: Told | None = None,
    ) -> Ran:
        self.runs += 1
        if self.error:
            raise self.error
        if told is not None:
            told(Progress(stage="queued", ahead=2))
            told(Progress(stage="running", steps=7))
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return Ran([b'{"ending":{"kind":"finished"}}'], RunReport(end=self.end, seconds=0.5, memory_bytes=7))


async def _place(recording: Recording) -> Layout:
    return Layout(engine="dot", width=1.0, height=2.0, nodes=(), edges=())


@dataclass
class Web:
    """An app under test: what a client sees of it, and what stands behind it."""

    app: FastAPI
    client: httpx.AsyncClient
    sandbox: Sandbox
    store: Store
    frontend: Path


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    sandbox = Sandbox()
    sandbox.go.set()
    sandbox.loaded.set()
    store = Store(f"sqlite:///{tmp_path}/recordings.sqlite3")
    settings = Settings(frontend=tmp_path / "dist", ready_seconds=1)

    @asynccontextmanager
    async def connect(metrics: Metrics) -> AsyncIterator[Service]:
        pipeline = Pipeline(sandbox, _place, store, settings.limits, settings.ready_seconds, metrics)
        questions = Questions(sandbox, store, settings.limits, settings.ready_seconds)
        engines = Engines()
        yield Service(pipeline, questions, store, sandbox, Exports(engines))
        await engines.close()
        await store.close()

    app = create_app(settings, connect)
    async with _client(app) as client:
        yield Web(app, client, sandbox, store, tmp_path / "dist")


@dataclass
class Kept:
    """A recording of the chapter's 05 that the app keeps, as if it had been made there."""

    recording: Recording
    json: bytes
    address: str


@pytest.fixture
async def kept(web: Web) -> Kept:
    return await keep(web, (RECORDINGS / "05_grad_fn.json").read_bytes().strip())


async def keep(web: Web, json: bytes, *, lasting: bool = True) -> Kept:
    """Have the app keep a recording."""
    recording = from_json(json)
    stored = Stored.pack(json, lasting=lasting)
    await web.store.put(recording.id, stored, program=recording.program, engine=ENGINE)
    return Kept(recording, json, f"/api/v1/graphs/{recording.id}")


@pytest.fixture
async def client(web: Web) -> httpx.AsyncClient:
    return web.client


@pytest.fixture(scope="session")
async def real(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an app with the real sandbox, the real layout and a database in a file; runs may take 2 s."""
    database = f"sqlite:///{tmp_path_factory.mktemp('real')}/recordings.sqlite3"
    app = create_app(Settings(database_url=database, ready_seconds=60, wall_seconds=2, cpu_seconds=2))
    async with _client(app) as client:
        yield client


@asynccontextmanager
async def _client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://gradwalk.test", timeout=60) as client,
    ):
        yield client
