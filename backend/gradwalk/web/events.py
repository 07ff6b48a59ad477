"""A long answer told as it comes: server-sent events of how far a run has come, and an end to it for whoever asks."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Annotated

from fastapi import Request
from fastapi.sse import format_sse_event
from pydantic import Field
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ..pipeline import Answer
from ..recording.base import Model
from ..recording.progress import Progress, Told
from .failures import fault_of

# No oftener than the eye wants it, and often enough for whatever stands between to keep the connection.
_PAUSE_SECONDS, _SILENCE_SECONDS = 0.2, 10.0
MEDIA_TYPE = "text/event-stream"

Work = Callable[[Told], Coroutine[None, None, Answer]]


class Started(Model):
    """The data of the event `run`, which comes first: `DELETE /api/v1/runs/{run}` gives this run up."""

    run: str


class Done(Model):
    """The data of the event `done`, which comes last: where the recording is, and whether it was made just now."""

    id: str
    location: Annotated[str, Field(description="Its address on this server.")]
    created: bool


class Runs:
    """The runs that are being told of. Each has a name that nobody can guess, so that only who started it ends it."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Answer]] = {}

    def add(self, task: asyncio.Task[Answer]) -> str:
        """A name for a run."""
        name = secrets.token_urlsafe(16)
        self._tasks[name] = task
        task.add_done_callback(lambda _: self._tasks.pop(name, None))
        return name

    def cancel(self, name: str) -> bool:
        """Whether there was such a run; it goes on for as long as others wait for the same recording."""
        task = self._tasks.pop(name, None)
        return task is not None and task.cancel()


def wants_events(request: Request) -> bool:
    """Whether a client asks to be told, and not just for the answer."""
    kinds = (part.partition(";")[0].strip() for part in request.headers.get("accept", "").lower().split(","))
    return MEDIA_TYPE in kinds


class EventStream(StreamingResponse):
    """Tells of some work while it goes on, and ends it when the client leaves."""

    def __init__(self, runs: Runs, work: Work, location: Callable[[str], str], instance: str) -> None:
        self._latest: Progress | None = None
        self._news = asyncio.Event()
        self._task = asyncio.create_task(work(self._hear))
        self._task.add_done_callback(lambda _: self._news.set())
        self._location = location
        self._instance = instance
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(self._events(runs.add(self._task)), headers=headers, media_type=MEDIA_TYPE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events. Nothing of the work is left when this returns."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([self._task])

    def _hear(self, progress: Progress) -> None:
        self._latest = progress
        self._news.set()

    async def _events(self, run: str) -> AsyncIterator[bytes]:
        yield _event("run", Started(run=run))
        told: Progress | None = None
        while not self._task.done():
            try:
                async with asyncio.timeout(_SILENCE_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                yield format_sse_event(comment="still there")
                continue
            self._news.clear()
            if self._latest is not None and self._latest != told and not self._task.done():
                told = self._latest
                yield _event("progress", told)
                await asyncio.wait([self._task], timeout=_PAUSE_SECONDS)
        yield self._last()

    def _last(self) -> bytes:
        if self._task.cancelled():
            return format_sse_event(event="cancelled", data_str="{}")
        error = self._task.exception()
        if isinstance(error, Exception):
            fault = fault_of(error)
            seconds = (fault.headers or {}).get("Retry-After")
            retry = int(seconds) * 1000 if seconds else None
            return format_sse_event(event="problem", data_str=fault.json(self._instance), retry=retry)
        answer = self._task.result()
        return _event("done", Done(id=answer.id, location=self._location(answer.id), created=answer.created))


def _event(name: str, data: Model) -> bytes:
    return format_sse_event(event=name, data_str=data.model_dump_json(exclude_none=True))
