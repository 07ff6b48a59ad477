"""`gradwalk record`: a program's recording, a picture of it, or what plays it, in a file, without a server."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

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
from ..recording.json import from_json, to_json
from ..recording.progress import Progress
from ..recording.recording import Engine, Options, Program, Recording
from ..sandbox.sandbox import Sandbox
from ..settings import Settings
from ..store.stored import Stored

Kind = Literal["json", "html", "anim.svg", "dot", "svg", "png", "pdf"]
KINDS: tuple[Kind, ...] = ("json", "html", "anim.svg", "dot", "svg", "png", "pdf")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a file is to show a recording, where that is said: at which step, in which theme and language.

    Raises:
        ValidationError: when it is asked for, if there is no such step.
    """

    step: int | None = None
    theme: Theme | None = None
    lang: Lang | None = None

    @property
    def look(self) -> Look:
        """Of a picture, which must be of some theme and language."""
        return Look(step=self.step, theme=self.theme or "light", lang=self.lang or "en")

    @property
    def opening(self) -> Opening:
        """Of a page, which can ask its reader's browser."""
        return Opening(step=self.step, theme=self.theme or "auto", lang=self.lang)


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
        pipeline = Pipeline(sandbox, partial(place, engines), NoShelf(), settings.limits, settings.start_seconds)
        answer = await pipeline.record(source, options, told=lambda progress: say(_words(progress)))
    finally:
        await sandbox.close()
    return from_json(answer.stored.json())


async def content(recording: Recording, kind: Kind, shown: Shown, engines: Engines) -> bytes:
    """What a file of this kind has in it.

    Raises:
        GradwalkError: if there is no picture of it, or no player.
    """
    match kind:
        case "json":
            return to_json(recording)
        case "html":
            return await Exports(engines).page(recording, to_json(recording), shown.opening)
        case "anim.svg":
            motion = Motion(theme=shown.look.theme, lang=shown.look.lang)
            return await Exports(engines).animation(recording, motion)
        case _:
            return await Exports(engines).picture(recording, kind, shown.look)


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
