"""`gradwalk doctor`: looks at everything that the service stands on, as the service itself would, and says what to do."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

import graphviz
from limits.errors import StorageError

from .errors import SandboxError, StoreError
from .sandbox.sandbox import Sandbox
from .settings import Settings
from .store.store import Store
from .web.rates import RateStorageError, storage

Verdict = Literal["ok", "none", "FAIL"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `none` is one that the service can do without; `FAIL` is one that it cannot."""

    verdict: Verdict
    name: str
    words: str
    advice: str = ""

    def __str__(self) -> str:
        line = f"{self.verdict:4}  {self.name}: {self.words}"
        return f"{line}\n      {self.advice}" if self.advice else line


async def examine(settings: Settings, say: Callable[[str], None]) -> bool:
    """Look at everything, and `say` each finding as soon as it is there.

    Returns:
        Whether the service can do its work.
    """
    sound = True
    for look in (_sandbox, _graphviz, _database, _counts, _pages):
        async for finding in look(settings):
            sound = sound and finding.verdict != "FAIL"
            say(str(finding))
    return sound


async def _sandbox(settings: Settings) -> AsyncIterator[Finding]:
    sandbox = await Sandbox.start(settings.sandbox_settings, settings.limits)
    try:
        for layer in await sandbox.layers():
            verdict: Verdict = "ok" if layer.holds else "FAIL" if layer.needed else "none"
            yield Finding(verdict, layer.name, layer.words, "" if layer.holds else layer.advice)
        found, wanted = sandbox.engine.torch, version("torch")
        advice = "Install what constraints.txt pins: `make run` does." if found != wanted else ""
        yield Finding("FAIL" if advice else "ok", "torch", found, advice)
    except SandboxError as error:
        advice = "See 'Safety' in the README. Only for your own programs, on this machine alone: GRADWALK_SANDBOX=off."
        yield Finding("FAIL", "sandbox", f"programs cannot be run: {error}", advice)
    finally:
        await sandbox.close()


async def _graphviz(_: Settings) -> AsyncIterator[Finding]:
    try:
        yield Finding("ok", "graphviz", ".".join(map(str, graphviz.version())))
    except (graphviz.ExecutableNotFound, RuntimeError) as error:
        advice = "Install it, as with `apt-get install graphviz`. Recordings are made without, but have no layout."
        yield Finding("FAIL", "graphviz", f"dot cannot be used: {error}", advice)


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        store = Store(settings.database_url)
        try:
            yield Finding("ok", "database", await store.describe())
        finally:
            await store.close()
    except StoreError as error:
        words, _, advice = str(error).partition(". ")
        yield Finding("FAIL", "database", words, advice)


async def _counts(settings: Settings) -> AsyncIterator[Finding]:
    try:
        reached = await storage(settings.rate_storage).check()
    except RateStorageError as error:
        words, _, advice = str(error).partition(". ")
        yield Finding("FAIL", "rate limits", words, advice)
        return
    except (StorageError, OSError):
        reached = False
    place = settings.rate_storage.partition(":")[0]
    if reached:
        yield Finding("ok", "rate limits", f"counted in {place}")
    else:
        advice = "Start it, or correct GRADWALK_RATE_STORAGE: until then nobody is limited."
        yield Finding("FAIL", "rate limits", f"{place} does not answer", advice)


async def _pages(settings: Settings) -> AsyncIterator[Finding]:
    if (settings.frontend / "index.html").is_file():
        yield Finding("ok", "pages", "built")
    else:
        advice = "`make run` builds them; the API works without."
        yield Finding("none", "pages", f"nothing is built in {settings.frontend}", advice)
