"""What stands behind the routes: the sandbox, the store and the pipeline that joins them, for the life of a server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from fastapi import Request

from ..errors import SandboxError, StoreError
from ..export.exports import Exports
from ..layout.engines import Engines
from ..layout.place import place
from ..metrics import Metrics
from ..pipeline import Pipeline, Runner
from ..questions import Questions
from ..sandbox.sandbox import Sandbox
from ..settings import Settings
from ..store.store import Store
from .drawn import Drawn
from .events import Runs

_LOG = logging.getLogger("gradwalk")
_GLANCE_SECONDS = 0.01

RunsState = Literal["ready", "starting", "unavailable"]


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that a route may use."""

    pipeline: Pipeline
    questions: Questions
    store: Store
    runner: Runner
    exports: Exports
    told: Runs = field(default_factory=Runs)
    drawn: Drawn = field(default_factory=Drawn)

    async def runs(self) -> RunsState:
        """Whether programs can be run now."""
        try:
            async with asyncio.timeout(_GLANCE_SECONDS):
                await self.runner.ready()
        except TimeoutError:
            return "starting"
        except SandboxError:
            return "unavailable"
        return "ready"

    async def keeps(self) -> bool:
        """Whether the store answers."""
        try:
            await self.store.check()
        except StoreError as error:
            _LOG.error("the store: %s", error)
            return False
        return True


async def service_of(request: Request) -> Service:
    """The service of the app that a request came to."""
    service: Service = request.app.state.service
    return service


@asynccontextmanager
async def service(
    settings: Settings,
    store: Store,
    on_ready: Callable[[str], None],
    on_failure: Callable[[str], None],
    metrics: Metrics,
) -> AsyncIterator[Service]:
    """Start everything, without waiting for torch to load; end it all, with every run.

    Args:
        settings: the operator's choices.
        store: where recordings are kept; closed at the end.
        on_ready: told once which layers of the sandbox hold, in one line.
        on_failure: told once why programs cannot be run, if they cannot.
        metrics: are told of everything.
    """
    sandbox = await Sandbox.start(settings.sandbox_settings, settings.limits)
    metrics.watch(sandbox)
    engines = Engines()
    pipeline = Pipeline(sandbox, partial(place, engines), store, settings.limits, settings.ready_seconds, metrics)
    questions = Questions(sandbox, store, settings.limits, settings.ready_seconds)
    running = Service(pipeline, questions, store, sandbox, Exports(engines))
    announcement = asyncio.create_task(_announce(sandbox, on_ready, on_failure))
    try:
        await running.keeps()
        yield running
    finally:
        announcement.cancel()
        await sandbox.close()
        await engines.close()
        await store.close()


async def _announce(sandbox: Sandbox, on_ready: Callable[[str], None], on_failure: Callable[[str], None]) -> None:
    try:
        await sandbox.ready()
    except SandboxError as error:
        on_failure(str(error))
    else:
        on_ready(sandbox.describe())
