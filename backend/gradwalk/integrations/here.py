"""Programs of pages, run in the sandbox of this installation. What was recorded is kept in a folder, and not run again."""

import asyncio
import gzip
import hashlib
import json
import threading
import zlib
from collections.abc import Coroutine
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from ..commands.record import NoShelf
from ..errors import GradwalkError, ProtocolError
from ..export.exports import Exports
from ..layout.engines import Engines
from ..layout.place import place
from ..pipeline import Pipeline
from ..policy.violation import RefusedError
from ..program.identity import program_of
from ..recording.json import from_json, to_json
from ..recording.recording import Recording
from ..sandbox.sandbox import Sandbox
from ..settings import Settings
from ..store.stored import Stored
from .made import Form, Made, NotMadeError, Problem, Publish, drawn_name, problem_of, refused
from .wish import Wish

Answer = TypeVar("Answer")


class Here:
    """Runs programs one after another. The sandbox is started for the first that is not in the folder.

    Args:
        folder: where recordings are kept; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._sandbox: Sandbox | None = None
        self._engines = Engines()
        self.exports = Exports(self._engines)

    def make(self, source: str, wish: Wish) -> "RecordedHere":
        """The recording of a program.

        Raises:
            NotMadeError: if the policy refuses the program, or the sandbox does not run it.
        """
        key = _key(source, wish)
        path = self._folder / f"{key}.json.gz"
        try:
            recording = from_json(gzip.decompress(path.read_bytes()))
        except (OSError, EOFError, zlib.error, ProtocolError):
            stored = self._record(source, wish)
            recording = from_json(stored.json())
            # What a busy machine has cut short is run anew by the next build.
            if stored.lasting:
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(gzip.compress(to_json(recording), mtime=0))
        return RecordedHere(self, key, recording)

    def wait(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """What some work comes to, done in a thread of its own: whoever waits may be in an event loop."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="gradwalk", daemon=True)
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """End everything that runs; the next program starts it anew."""
        if self._loop is None or self._thread is None:
            return
        self.wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None

    def _record(self, source: str, wish: Wish) -> Stored:
        try:
            return self.wait(self._recorded(source, wish))
        except RefusedError as error:
            raise refused(error) from error
        except GradwalkError as error:
            raise NotMadeError(str(error)) from error

    async def _recorded(self, source: str, wish: Wish) -> Stored:
        settings = Settings()
        if self._sandbox is None:
            self._sandbox = await Sandbox.start(settings.sandbox_settings, settings.limits)
        laid_out = partial(place, self._engines)
        pipeline = Pipeline(self._sandbox, laid_out, NoShelf(), settings.limits, settings.start_seconds)
        answer = await pipeline.record(source, wish.options)
        return answer.stored

    async def _end(self) -> None:
        if self._sandbox is not None:
            await self._sandbox.close()
            self._sandbox = None
        await self._engines.close()


def _key(source: str, wish: Wish) -> str:
    program = program_of(source, wish.options).model_dump(mode="json")
    made_by = [version("gradwalk"), version("torch")]
    return hashlib.blake2b(json.dumps([program, made_by]).encode(), digest_size=12).hexdigest()


class RecordedHere(Made):
    """A recording that is here: what pages show of it is made of it here."""

    def __init__(self, here: Here, key: str, recording: Recording) -> None:
        self._here, self._key, self._recording = here, key, recording

    @property
    def name(self) -> str:
        """See Made."""
        return self._key

    @property
    def source(self) -> str:
        """See Made."""
        return self._recording.program.source

    @property
    def problem(self) -> Problem | None:
        """See Made."""
        return problem_of(self._recording)

    def page(self, wish: Wish) -> bytes:
        """A page that plays it by itself."""
        json = to_json(self._recording)
        return self._here.wait(self._here.exports.page(self._recording, json, wish.opening))

    def frame(self, wish: Wish, publish: Publish) -> str:
        """See Made."""
        # How it opens stands in the address, so that one file does for every place that shows it.
        return publish(f"{self._key}.html", partial(self.page, Wish())) + wish.address

    def poster(self, wish: Wish, publish: Publish) -> str:
        """See Made."""
        return publish(drawn_name(self._key, wish, "svg"), partial(self.draw, wish, "svg"))

    def draw(self, wish: Wish, form: Form) -> bytes:
        """See Made."""
        return self._here.wait(self._here.exports.picture(self._recording, form, wish.look))
