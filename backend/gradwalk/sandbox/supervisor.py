"""The server's end of one zygote: exec it, have children forked, hear how they end, notice when it dies."""

import asyncio
import contextlib
import itertools
import os
import socket
import subprocess
from pathlib import Path

from ..errors import SandboxError, SandboxUnavailableError
from ..recording.jacobian import Question
from ..recording.progress import Told
from ..recording.recording import Program
from .limits import Limits
from .pool import Pool
from .protocol import (
    PACKET_BYTES,
    Ended,
    Fork,
    Forked,
    ForkFailed,
    Hello,
    Kill,
    Ping,
    Pong,
    Request,
    Unavailable,
    decode_reply,
    encode,
)
from .runner import Runner, RunResult, Written, ZygoteLostError
from .settings import SandboxSettings

# How long after a run the next processes are made ahead.
_BREATH_SECONDS = 0.02
_BACKEND = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """All that a zygote, and so a program, sees of this machine's environment: nothing of the server's own."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_BACKEND),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Programs run on the CPU: a forked child could not use a device anyway.
        "CUDA_VISIBLE_DEVICES": "",
        "TORCHINDUCTOR_CACHE_DIR": "/nonexistent",
    }


def command(settings: SandboxSettings, descriptor: int) -> list[str]:
    """How to start a zygote that speaks on `descriptor`."""
    unlocked = [] if settings.locked else ["--unlocked"]
    return [settings.python, "-P", "-s", "-m", "gradwalk.sandbox.zygote", str(descriptor), *unlocked]


class Supervisor:
    """One zygote, from its exec to its end.

    `lost` is done once it is dead or given up; every runner then has failed with a ZygoteLostError.
    """

    def __init__(self, settings: SandboxSettings, limits: Limits) -> None:
        """Exec a zygote; it loads while the caller does other things.

        Args:
            settings: the choices that hold for its life.
            limits: those of the runs for which children are to be forked ahead; others are forked when asked for.

        Raises:
            SandboxUnavailableError: if the interpreter cannot be started.
        """
        loop = asyncio.get_running_loop()
        self._settings = settings
        self._limits = limits
        self._pool = Pool(settings.spares, lambda: self._fork(limits, ahead=True))
        self._watching: asyncio.Task[None] | None = None
        self._pong = asyncio.Event()
        self._active = 0
        self._runners: dict[int, Runner] = {}
        self._orphans: list[int] = []
        self._numbers = itertools.count(1)
        self._greeting: asyncio.Future[Hello] = loop.create_future()
        self.lost: asyncio.Future[None] = loop.create_future()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        try:
            self._process = subprocess.Popen(
                command(settings, theirs.fileno()),
                pass_fds=[theirs.fileno()],
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                # Ctrl-C in a terminal is for the server; the zygote ends with it.
                start_new_session=True,
            )
        except OSError as error:
            self._control.close()
            raise SandboxUnavailableError(f"the sandbox's process cannot be started: {error}") from error
        finally:
            theirs.close()
        loop.add_reader(self._control, self._hear)

    async def hello(self) -> Hello:
        """Wait until the zygote is loaded and locked.

        Raises:
            SandboxUnavailableError: if it cannot be, or takes longer than it may.
        """
        try:
            async with asyncio.timeout(self._settings.start_seconds):
                return await asyncio.shield(self._greeting)
        except TimeoutError:
            raise SandboxUnavailableError(f"the sandbox did not start: {self.lose('it took too long')}") from None

    @property
    def spares(self) -> tuple[int, ...]:
        """The processes that are locked and wait for a program."""
        return self._pool.pids

    def serve(self) -> None:
        """Begin to fork ahead, and to ask the zygote whether it lives. It must have said hello."""
        self._pool.fill()
        self._watching = asyncio.create_task(self._watch())

    async def run(
        self,
        program: Program,
        limits: Limits,
        written: Written | None = None,
        question: Question | None = None,
        told: Told | None = None,
    ) -> RunResult:
        """Run one program in a child of its own. When this is cancelled, the child is killed. For the rest see `Runner.run`.

        Raises:
            SandboxError: if no child can be made.
            ZygoteLostError: if the zygote died or hangs.
        """
        self._active += 1
        try:
            spare = self._pool.take() if limits == self._limits else None
            result = None if spare is None else await self._run_in(spare, program, written, question, told)
            # One that was killed while it waited is heard of too late to know which of the two it was doing.
            if result is None or (spare is not None and spare.died_unheard):
                forked = await self._fork(limits, ahead=False)
                result = await self._run_in(forked, program, written, question, told)
            return result
        finally:
            self._active -= 1
            # What the run left is still on its way to whoever asked, and would wait for the processors.
            asyncio.get_running_loop().call_later(_BREATH_SECONDS, self._fill)

    async def _run_in(
        self,
        runner: Runner,
        program: Program,
        written: Written | None,
        question: Question | None,
        told: Told | None,
    ) -> RunResult:
        try:
            return await runner.run(program, written, question, told)
        except TimeoutError:
            raise self.lose("it does not say how a run ended") from None
        finally:
            await runner.discard()

    def _fill(self) -> None:
        # To be ahead costs more than to fork when asked: a crowd is served sooner without.
        if self._watching is not None and not self._active and not self.lost.done():
            self._pool.fill()

    async def _fork(self, limits: Limits, ahead: bool) -> Runner:
        """A child that waits for its program."""
        number = next(self._numbers)
        hello = await self.hello()
        if self.lost.done():
            raise ZygoteLostError("the sandbox's process is gone")
        patience = self._settings.patience_seconds
        runner = Runner(limits, hello.baseline_bytes, patience, lambda: self._send(Kill(number)))
        try:
            source, result = runner.connect()
        except OSError as error:
            raise SandboxError(f"no pipes for this run: {error}") from error
        self._runners[number] = runner
        with source, result:
            self._send(Fork(number, limits, ahead), source.fileno(), result.fileno())
        try:
            async with asyncio.timeout(patience):
                await asyncio.shield(runner.forked)
        except BaseException as error:
            lost = self.lose("it does not answer") if isinstance(error, TimeoutError) else None
            await runner.discard()
            if lost is not None:
                raise lost from None
            raise
        return runner

    def lose(self, why: str) -> ZygoteLostError:
        """Give the zygote up: kill it, and fail every runner; returns the error that they get."""
        error = ZygoteLostError(f"the sandbox's process is gone: {why}")
        self._process.kill()
        self._hang_up(error)
        return error

    async def close(self) -> None:
        """Let the zygote end, which ends its children; kill it if it does not. Returns when it is gone."""
        if not self._greeting.done():
            # It is loading, and listens to nobody.
            self._process.kill()
        self._pool.stop()
        self._hang_up(ZygoteLostError("the sandbox is closed"))
        try:
            await asyncio.to_thread(self._process.wait, self._settings.patience_seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)
        await self._pool.close()
        # The kernel kills a dead zygote's children. To process 1, as the server is in a container, it also leaves them.
        for pid in self._orphans:
            with contextlib.suppress(ChildProcessError):
                await asyncio.to_thread(os.waitpid, pid, 0)

    def _hang_up(self, error: SandboxError) -> None:
        if self.lost.done():
            return
        self.lost.set_result(None)
        if self._watching is not None:
            self._watching.cancel()
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        if not self._greeting.done():
            self._greeting.set_exception(SandboxUnavailableError(str(error)))
            # Whoever waits gets it; where nobody does, asyncio need not say that it was lost.
            self._greeting.exception()
        self._orphans = [runner.pid for runner in self._runners.values() if runner.pid is not None]
        while self._runners:
            self._runners.popitem()[1].fail(error)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._settings.heartbeat_seconds)
            self._pong.clear()
            self._send(Ping())
            try:
                async with asyncio.timeout(self._settings.patience_seconds):
                    await self._pong.wait()
            except TimeoutError:
                self.lose("it does not answer")
                return
            self._fill()

    def _send(self, request: Request, *descriptors: int) -> None:
        if self.lost.done():
            return
        try:
            socket.send_fds(self._control, [encode(request)], descriptors)
        except BlockingIOError:
            self.lose("it does not read")
        except OSError:
            self.lose("it died")

    def _hear(self) -> None:
        try:
            packet = self._control.recv(PACKET_BYTES)
        except BlockingIOError:
            return
        except ConnectionResetError:
            packet = b""
        if not packet:
            self.lose("it died")
            return
        match decode_reply(packet):
            case Hello() as hello:
                self._greeting.set_result(hello)
            case Unavailable(reason=reason):
                self.lose(reason)
            case Pong():
                self._pong.set()
            case Forked(child=number, pid=pid):
                self._runners[number].is_forked(pid)
            case ForkFailed(child=number, reason=reason):
                self._runners.pop(number).fail(SandboxError(f"no process for this run: {reason}"))
            case Ended(child=number) as ended:
                self._runners.pop(number).has_ended(ended)
