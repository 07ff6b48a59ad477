"""`gradwalk record`: a program's recording, or a picture of it, in a file, without a server."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from ..errors import GradwalkError
from ..export.exports import Exports, Form
from ..export.picture import Look
from ..layout.engines import Engines
from ..layout.place import place
from ..pipeline import Pipeline
from ..recording.json import from_json, to_json
from ..recording.progress import Progress
from ..recording.recording import Engine, Options, Program, Recording
from ..sandbox.sandbox import Sandbox
from ..settings import Settings
from ..store.stored import Stored

Kind = Literal["json", "dot", "svg", "png", "pdf"]
KINDS: tuple[Kind, ...] = ("json", "dot", "svg", "png", "pdf")

Say = Callable[[str], None]


class _NoShelf:
    """Keeps nothing."""

    async def get(self, id: str) -> Stored | None:  # noqa: ARG002 - named by the pipeline
        return None

    async def program(self, id: str) -> Program | None:  # noqa: ARG002 - named by the pipeline
        return None

    async def put(self, id: str, stored: Stored, *, program: Program, engine: Engine, anew: bool) -> None:
        """Nothing."""


async def sandboxed(source: str, options: Options, settings: Settings, engines: Engines, say: Say) -> Recording:
    """The recording of a program that is run in the sandbox.

    Args:
        source: the program.
        options: how to run it.
        settings: the operator's choices.
        engines: lay it out.
        say: is told how far it has come.

    Raises:
        RefusedError: if the policy does not run it.
        SandboxError: if the sandbox cannot.
    """
    say("loading torch")
    sandbox = await Sandbox.start(settings.sandbox_settings, settings.limits)
    try:
        pipeline = Pipeline(sandbox, partial(place, engines), _NoShelf(), settings.limits, settings.start_seconds)
        answer = await pipeline.record(source, options, told=lambda progress: say(_words(progress)))
    finally:
        await sandbox.close()
    return from_json(answer.stored.json())


async def write(recording: Recording, path: Path, kind: Kind, look: Look, engines: Engines) -> None:
    """Write a recording, or a picture of it, into a file.

    Raises:
        GradwalkError: if there is no picture of it.
        OSError: if the file cannot be written.
    """
    content = to_json(recording) if kind == "json" else await _drawn(recording, kind, look, engines)
    await asyncio.to_thread(path.write_bytes, content)


async def _drawn(recording: Recording, form: Form, look: Look, engines: Engines) -> bytes:
    return await Exports(engines).picture(recording, form, look)


def problem(error: Exception) -> str:
    """What to say of an error, and of what is to be done."""
    violations = getattr(error, "violations", None)
    if violations:
        places = "\n".join(f"  line {v.line}, column {v.column + 1}: {v.reason.en} {v.hint.en}" for v in violations)
        return f"The program is not run:\n{places}\nIf you trust it, --trust runs it as it is."
    return f"{'Gradwalk failed' if isinstance(error, GradwalkError) else type(error).__name__}: {error}"


def _words(progress: Progress) -> str:
    match progress.stage:
        case "queued":
            return "waiting for a place"
        case "running":
            return f"running, {progress.steps or 0} steps"
        case "laying_out":
            return "laying out"
