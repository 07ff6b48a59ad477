"""The sandbox as the server sees it: programs go in, what they wrote and how they ended comes out."""

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from ..errors import SandboxError, SandboxUnavailableError
from ..recording.jacobian import Question
from ..recording.progress import Told
from ..recording.recording import Engine, Program
from . import canaries
from .budget import Budget
from .layers import Layer, layers
from .limits import Limits
from .protocol import Hello, engine_of
from .runner import RunResult, Written, ZygoteLostError
from .settings import SandboxSettings
from .supervisor import Supervisor
from .turns import Turns

ATTEMPTS = 2
# A zygote that cannot be started is tried again after the first, then after twice as long, and so on to the last.
_FIRST_PAUSE, _LAST_PAUSE = 0.5, 30.0
# One that has lived this long has started well, whatever then ends it.
_SETTLED_SECONDS = 30.0
_GLANCE_SECONDS = 0.05
_LOG = logging.getLogger(__name__)

Phase = Literal["starting", "ready", "unavailable"]


@dataclass(frozen=True, slots=True)
class State:
    """What the sandbox does at a moment.

    `running` programs of at most `places` run, `waiting` of at most `queue` wait; the processes `spares` are locked and
    have no program yet; `zygotes` have been started so far.
    """

    phase: Phase
    running: int
    places: int
    waiting: int
    queue: int
    spares: tuple[int, ...]
    zygotes: int


class Sandbox:
    """Runs programs, each in a locked process of its own, and replaces the zygote when it dies.

    `Sandbox.start` returns at once while torch loads; `ready` waits for it, and `run` does so too.
    """

    def __init__(self, settings: SandboxSettings, limits: Limits) -> None:
        self.settings = settings
        self._limits = limits
        self._budget = Budget(settings.run_seconds)
        self._turns = Turns(settings.places, settings.queue)
        self._hello: Hello | None = None
        self._zygotes = 0
        self._current: asyncio.Future[Supervisor] = _promise()
        self._keeper = asyncio.create_task(self._keep())
        self._keeper.add_done_callback(self._is_kept_no_more)

    @classmethod
    async def start(cls, settings: SandboxSettings | None = None, limits: Limits | None = None) -> "Sandbox":
        """Begin to load.

        Args:
            settings: the operator's choices.
            limits: those of most runs: children are forked ahead under them.
        """
        settings = settings or SandboxSettings()
        if not settings.locked:
            _LOG.warning("the sandbox is off: programs run with every right of this user")
        return cls(settings, limits or Limits())

    async def ready(self) -> None:
        """Wait until programs can run.

        Raises:
            SandboxUnavailableError: if they cannot: torch does not load, a layer of the lock is missing, a canary got through.
        """
        await asyncio.shield(self._current)

    @property
    def state(self) -> State:
        """What it does now."""
        turns, current = self._turns, self._current
        phase: Phase = "starting"
        spares: tuple[int, ...] = ()
        if current.done():
            phase = "unavailable" if current.exception() else "ready"
        if phase == "ready":
            spares = current.result().spares
        return State(phase, turns.running, turns.places, turns.waiting, turns.queue, spares, self._zygotes)

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

    async def layers(self) -> tuple[Layer, ...]:
        """Which layers hold, as the kernel says of a process that waits for a program.

        Raises:
            SandboxUnavailableError: if programs cannot run.
        """
        await self.ready()
        found = layers(self._greeting())
        deadline = monotonic() + self.settings.patience_seconds
        # A process that has just been forked has yet to lock itself.
        while self._greeting().locked and monotonic() < deadline:
            await asyncio.sleep(_GLANCE_SECONDS)
            found = layers(self._greeting(), next(iter(self.state.spares), None))
            if all(layer.holds for layer in found if layer.needed):
                break
        return found

    def describe(self) -> str:
        """Which layers hold, in one line.

        Raises:
            SandboxUnavailableError: before it is ready for the first time.
        """
        words = ", ".join(layer.words for layer in layers(self._greeting()))
        return f"sandbox: {words}; {self.settings.places} places"

    async def run(
        self,
        program: Program,
        limits: Limits | None = None,
        client: str = "",
        written: Written | None = None,
        question: Question | None = None,
        told: Told | None = None,
    ) -> RunResult:
        """Run a program and wait for its end. When this is cancelled, its process is killed.

        Args:
            program: the program.
            limits: what it may use, where that is not what the sandbox was started with.
            client: whose program it is: turns go round between clients.
            written: is told all that the run wrote, as soon as that is all: a moment before its process has ended. Where
                the program has to be tried once more, it is told again, and the last counts.
            question: what to answer about the program while it runs.
            told: is told that it waits for a place, and how many steps it has recorded.

        Raises:
            SandboxBusyError: if every place is taken and the queue is full, or the minute's running seconds are spent.
            SandboxUnavailableError: if there is no zygote and none can be started.
            SandboxError: if zygotes died under this program, or no process could be made for it.
        """
        self._budget.check()
        async with self._turns.turn(client, told):
            for _ in range(ATTEMPTS):
                supervisor = await self._living()
                start = monotonic()
                try:
                    return await supervisor.run(program, limits or self._limits, written, question, told)
                except ZygoteLostError as error:
                    _LOG.warning("%s", error)
                finally:
                    self._budget.spend(monotonic() - start)
            raise SandboxError(f"the sandbox's process died {ATTEMPTS} times under this program")

    async def close(self) -> None:
        """End every run and the zygote; nothing of them is left when this returns."""
        self._keeper.cancel()
        await asyncio.wait([self._keeper])
        if self._current.done():
            self._current = _promise()
        self._fail(SandboxUnavailableError("the sandbox is closed"))

    async def _keep(self) -> None:
        """Keep one zygote there, for as long as this is not cancelled."""
        pause = _FIRST_PAUSE
        while True:
            try:
                supervisor = await self._boot()
            except SandboxUnavailableError as error:
                _LOG.error("%s", error)
                self._fail(error)
                await asyncio.sleep(pause)
                pause = min(_LAST_PAUSE, 2 * pause)
                self._current = _promise()
                continue
            begun = monotonic()
            self._current.set_result(supervisor)
            try:
                await asyncio.shield(supervisor.lost)
            finally:
                self._current = _promise()
                await supervisor.close()
            _LOG.warning("the sandbox's process is gone; starting another")
            pause = _FIRST_PAUSE if monotonic() - begun > _SETTLED_SECONDS else pause
            if pause > _FIRST_PAUSE:
                await asyncio.sleep(pause)
            pause = min(_LAST_PAUSE, 2 * pause)

    def _is_kept_no_more(self, keeper: asyncio.Task[None]) -> None:
        if not keeper.cancelled() and (error := keeper.exception()) is not None:
            _LOG.critical("the sandbox has failed", exc_info=error)
            if self._current.done():
                self._current = _promise()
            self._fail(SandboxUnavailableError("the sandbox has failed; restart the server"))

    async def _living(self) -> Supervisor:
        while True:
            supervisor = await asyncio.shield(self._current)
            if not supervisor.lost.done():
                return supervisor
            # Whoever keeps it is about to hear of that, too.
            await asyncio.sleep(0)

    async def _boot(self) -> Supervisor:
        self._zygotes += 1
        supervisor = Supervisor(self.settings, self._limits)
        try:
            hello = await supervisor.hello()
            if hello.locked:
                await canaries.check(supervisor.run)
        except SandboxUnavailableError:
            await supervisor.close()
            raise
        except SandboxError as error:
            await supervisor.close()
            raise SandboxUnavailableError(str(error)) from error
        except BaseException:
            await supervisor.close()
            raise
        self._hello = hello
        supervisor.serve()
        return supervisor

    def _fail(self, error: SandboxUnavailableError) -> None:
        self._current.set_exception(error)
        # Whoever waits gets it; where nobody does, asyncio need not say that it was lost.
        self._current.exception()

    def _greeting(self) -> Hello:
        if self._hello is None:
            raise SandboxUnavailableError("the sandbox is not ready yet")
        return self._hello


def _promise() -> asyncio.Future[Supervisor]:
    return asyncio.get_running_loop().create_future()
