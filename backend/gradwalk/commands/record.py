"""`gradwalk record`: a program's recording, a picture of it, or what plays it, in a file, without a server."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from ..errors import GradwalkError
from ..export.animation import Motion
from ..export.archive import Opening
from ..export.colours import Theme
from ..export.exports import Exports
from ..export.picture import Look
from ..export.words import Lang
from ..layout.engines import Engines
from ..layout.place import place
from ..pipeline import Pipeline
from ..recording.base import Count, Model
from ..recording.json import from_json, to_json
from ..recording.recording import Engine, Options, Program, Recording
from ..sandbox.sandbox import Sandbox
from ..settings import Settings
from ..store.stored import Stored
from .bar import Bar
from .kinds import Kind


class Shown(Model):
    """How a file is to show a recording, where that is said: which step or steps, in which theme and language."""

    step: Count | None = None
    start: Count | None = Field(None, alias="from")
    stop: Count | None = Field(None, alias="to")
    theme: Theme | None = None
    lang: Lang | None = None

    @field_validator("stop")
    @classmethod
    def _in_order(cls, stop: int | None, info: ValidationInfo) -> int | None:
        start = info.data.get("start")
        if stop is not None and start is not None and stop < start:
            raise PydanticCustomError("order", "it lies before --from")
        return stop

    @property
    def look(self) -> Look:
        """Of a picture, which must be of some theme and language."""
        return Look(step=self.step, theme=self.theme or "light", lang=self.lang or "en")

    @property
    def motion(self) -> Motion:
        """Of a picture that moves."""
        return Motion.model_validate({"from": self.start, "to": self.stop, **self.look.model_dump(exclude={"step"})})

    @property
    def opening(self) -> Opening:
        """Of a page, which can ask its reader's browser."""
        return Opening(step=self.step, theme=self.theme or "auto", lang=self.lang)


@dataclass(frozen=True, slots=True)
class Job:
    """What one call is to do: run a program so, and show it so in a file of this kind."""

    source: str
    options: Options
    kind: Kind
    shown: Shown
    output: Path


class NoShelf:
    """Keeps nothing."""

    async def get(self, id: str) -> Stored | None:  # noqa: ARG002 - named by the pipeline
        """None."""
        return None

    async def program(self, id: str) -> Program | None:  # noqa: ARG002 - named by the pipeline
        """None."""
        return None

    async def put(self, id: str, stored: Stored, *, program: Program, engine: Engine, anew: bool) -> None:
        """Nothing."""


async def recorded(job: Job, settings: Settings, bar: Bar, ran: Recording | None) -> Recording:
    """Write the file, and answer the recording of which it is.

    Args:
        job: what is asked for.
        settings: the operator's choices.
        bar: is told how far it has come.
        ran: the recording, not laid out, if the program has been run already; else the sandbox runs it.

    Raises:
        RefusedError: if the policy does not run it.
        SandboxError: if the sandbox cannot.
        GradwalkError: if there is no picture of it, or no player.
        OSError: if the file cannot be written.
    """
    engines = Engines()
    try:
        if ran is None:
            recording = await _sandboxed(job, settings, engines, bar)
        else:
            recording = ran.model_copy(update={"layout": await place(engines, ran)})
        bar.say(f"writing {job.output.name}")
        written = await _content(recording, job.kind, job.shown, engines)
        await asyncio.to_thread(job.output.write_bytes, written)
        return recording
    finally:
        await engines.close()


async def _sandboxed(job: Job, settings: Settings, engines: Engines, bar: Bar) -> Recording:
    bar.say("loading torch")
    bar.limited(settings.limits)
    sandbox = await Sandbox.start(settings.sandbox_settings, settings.limits)
    try:
        pipeline = Pipeline(sandbox, partial(place, engines), NoShelf(), settings.limits, settings.start_seconds)
        answer = await pipeline.record(job.source, job.options, told=bar.told)
    finally:
        await sandbox.close()
    return from_json(answer.stored.json())


async def _content(recording: Recording, kind: Kind, shown: Shown, engines: Engines) -> bytes:
    match kind:
        case "json":
            return to_json(recording)
        case "html":
            return await Exports(engines).page(recording, to_json(recording), shown.opening)
        case "anim.svg":
            return await Exports(engines).animation(recording, shown.motion)
        case _:
            return await Exports(engines).picture(recording, kind, shown.look)


def problem(error: Exception) -> str:
    """What to say of an error, and of what is to be done."""
    violations = getattr(error, "violations", None)
    if violations:
        places = "\n".join(f"  line {v.line}, column {v.column + 1}: {v.reason.en} {v.hint.en}" for v in violations)
        return f"The program is not run:\n{places}\nIf you trust it, --trust runs it as it is."
    return f"{'Gradwalk failed' if isinstance(error, GradwalkError) else type(error).__name__}: {error}"
