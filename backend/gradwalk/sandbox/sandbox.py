"""The sandbox as the server sees it: programs go in, what they wrote and how they ended comes out."""

import asyncio
import logging

from ..errors import SandboxBusyError, SandboxError, SandboxUnavailableError
from ..recording.recording import Engine, Program
from . import canaries
from .limits import Limits
from .protocol import Hello, engine_of
from .runner import RunResult, ZygoteLostError
from .settings import SandboxSettings
from .supervisor import Supervisor

RETRY_AFTER_SECONDS = 5
ATTEMPTS = 2
_LOG = logging.getLogger(__name__)


class Sandbox:
    """Runs programs, each in a locked process of its own, and replaces the zygote when it dies.

    `Sandbox.start` returns at once while torch loads; `ready` waits for it, and `run` does so too.
    """

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self._free = asyncio.Semaphore(settings.places)
        self._present = 0
        self._hello: Hello | None = None
        self._closed = False
        self._supervisor = self._booting()

    @classmethod
    async def start(cls, settings: SandboxSettings | None = None) -> "Sandbox":
        """Begin to load."""
        settings = settings or SandboxSettings()
        if not settings.locked:
            _LOG.warning("the sandbox is off: programs run with every right of this user")
        return cls(settings)

    async def ready(self) -> None:
        """Wait until programs can run.

        Raises:
            SandboxUnavailableError: if they cannot: torch does not load, a layer of the lock is missing, a canary got through.
        """
        await asyncio.shield(self._supervisor)

    @property
    def engine(self) -> Engine:
        """What runs programs.

        Raises:
            SandboxUnavailableError: before it is ready for the first time.
        """
        return engine_of(self._greeting())

    @property
    def zygote_pid(self) -> int:
        """The process id of the zygote that was ready last.

        Raises:
            SandboxUnavailableError: before it is ready for the first time.
        """
        return self._greeting().pid

    def describe(self) -> str:
        """Which layers hold, in one line.

        Raises:
            SandboxUnavailableError: before it is ready for the first time.
        """
        hello = self._greeting()
        if not hello.locked:
            return "sandbox: off; programs run with every right of this user"
        landlock = f"Landlock ABI {hello.landlock}" if hello.landlock else "no Landlock on this kernel"
        return f"sandbox: seccomp, {landlock}, resource limits, uid {hello.uid}, {self.settings.places} places"

    async def run(self, program: Program, limits: Limits | None = None) -> RunResult:
        """Run a program and wait for its end. When this is cancelled, its process is killed.

        Raises:
            SandboxBusyError: if every place is taken and the queue is full.
            SandboxUnavailableError: if there is no zygote and none can be started.
            SandboxError: if zygotes died under this program, or no process could be made for it.
        """
        if self._present >= self.settings.places + self.settings.queue:
            raise SandboxBusyError(RETRY_AFTER_SECONDS)
        self._present += 1
        try:
            async with self._free:
                return await self._run(program, limits or Limits())
        finally:
            self._present -= 1

    async def close(self) -> None:
        """End every run and the zygote; nothing of them is left when this returns."""
        self._closed = True
        self._supervisor.cancel()
        await asyncio.wait([self._supervisor])
        if not self._supervisor.cancelled() and self._supervisor.exception() is None:
            await self._supervisor.result().close()

    async def _run(self, program: Program, limits: Limits) -> RunResult:
        for _ in range(ATTEMPTS):
            supervisor = await self._current()
            try:
                return await supervisor.run(program, limits)
            except ZygoteLostError as error:
                _LOG.warning("%s", error)
        raise SandboxError(f"the sandbox's process died {ATTEMPTS} times under this program")

    async def _current(self) -> Supervisor:
        if self._closed:
            raise SandboxUnavailableError("the sandbox is closed")
        if self._supervisor.done() and self._supervisor.exception():
            self._supervisor = self._booting()
        supervisor = await asyncio.shield(self._supervisor)
        if not supervisor.lost.done():
            return supervisor
        self._renew(supervisor)
        return await asyncio.shield(self._supervisor)

    def _booting(self, dead: Supervisor | None = None) -> asyncio.Task[Supervisor]:
        task = asyncio.create_task(self._boot(dead))
        task.add_done_callback(_log_failure)
        return task

    async def _boot(self, dead: Supervisor | None) -> Supervisor:
        if dead is not None:
            await dead.close()
        supervisor = Supervisor(self.settings)
        try:
            hello = await supervisor.hello()
            if hello.locked:
                await canaries.check(supervisor.run)
        except ZygoteLostError as error:
            await supervisor.close()
            raise SandboxUnavailableError(str(error)) from error
        except BaseException:
            await supervisor.close()
            raise
        self._hello = hello
        supervisor.lost.add_done_callback(lambda _: self._renew(supervisor))
        return supervisor

    def _renew(self, dead: Supervisor) -> None:
        current = self._supervisor
        if not self._closed and current.done() and not current.exception() and current.result() is dead:
            _LOG.warning("the sandbox's process is gone; starting another")
            self._supervisor = self._booting(dead)

    def _greeting(self) -> Hello:
        if self._hello is None:
            raise SandboxUnavailableError("the sandbox is not ready yet")
        return self._hello


def _log_failure(task: asyncio.Task[Supervisor]) -> None:
    if not task.cancelled() and (error := task.exception()):
        _LOG.error("%s", error)
