"""The zygote: `python -m gradwalk.sandbox.zygote FD`. Loads torch once, locks itself, and forks a child for each run.

It is exec'd by the server with a clean environment and speaks `protocol` on the socket FD. It never reads a program:
the server's pipes go through its hands to the children. It runs on one thread.
"""

import argparse
import contextlib
import os
import platform
import signal
import socket
import sys
from importlib.metadata import version
from selectors import EVENT_READ, DefaultSelector

import torch

from ..recording.recording import Options, Program
from . import child, rlimits
from .limits import Limits
from .lock import UNPRIVILEGED, Cell, lock_zygote
from .pages import collapse
from .protocol import (
    PACKET_BYTES,
    Ended,
    Fork,
    Forked,
    ForkFailed,
    Hello,
    Job,
    Kill,
    Ping,
    Pong,
    Reply,
    Unavailable,
    decode_request,
    encode,
    encode_job,
)
from .warmup import warm_up


class Zygote:
    """Forks, kills and waits as the server asks, and tells it what wait4 said."""

    def __init__(self, control: socket.socket, cell: Cell) -> None:
        self._control = control
        self._cell = cell
        self._children: dict[int, int] = {}

    def serve(self) -> None:
        """Serve until the server closes its end; no child is left then."""
        woken, waker = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        with DefaultSelector() as ready:
            ready.register(woken, EVENT_READ)
            ready.register(self._control, EVENT_READ)
            serving = True
            while serving:
                for key, _ in ready.select():
                    if key.fileobj is self._control:
                        serving = self._answer()
                    else:
                        os.read(woken, PACKET_BYTES)
                        self._reap()
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)
        for pid in self._children:
            os.waitpid(pid, 0)

    def _answer(self) -> bool:
        try:
            packet, descriptors, _, _ = socket.recv_fds(self._control, PACKET_BYTES, 2)
        except ConnectionResetError:
            return False
        if not packet:
            return False
        match decode_request(packet):
            case Fork(child=number, limits=limits, ahead=ahead):
                source, result = descriptors
                try:
                    pid = fork(self._cell, source, result, limits, ahead)
                except OSError as error:
                    self._say(ForkFailed(number, str(error)))
                else:
                    self._children[pid] = number
                    self._say(Forked(number, pid))
                finally:
                    os.close(source)
                    os.close(result)
            case Kill(child=number):
                for pid, known in self._children.items():
                    if known == number:
                        os.kill(pid, signal.SIGKILL)
            case Ping():
                self._say(Pong())
        return True

    def _reap(self) -> None:
        while self._children and (dead := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
            pid, status, cpu_seconds, peak_bytes = wait(dead.si_pid)
            self._say(Ended(self._children.pop(pid), status, cpu_seconds, peak_bytes))

    def _say(self, reply: Reply) -> None:
        # A server that has gone is met as the end of its requests.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._control.send(encode(reply))


def fork(cell: Cell, source: int, result: int, limits: Limits, ahead: bool) -> int:
    """Fork a child that locks itself, reads its job from `source` and writes to `result`; returns its pid."""
    pid = os.fork()
    if pid == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        child.live(cell, source, result, limits, ahead)
    return pid


def wait(pid: int) -> tuple[int, int, float, int]:
    """Wait for a child: its pid, wait status, processor time in seconds and peak resident memory in bytes."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    # What an unlocked child may have started is in its session; the number is its own until wait4.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    return pid, status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10


def rehearse(cell: Cell) -> int:
    """Run an empty program in a locked child.

    Returns:
        Its peak resident memory in bytes.

    Raises:
        RuntimeError: if the child could not be locked or could not record.
    """
    (source, job), (written, result) = os.pipe(), os.pipe()
    limits = Limits()
    pid = fork(cell, source, result, limits, ahead=True)
    os.close(source)
    os.close(result)
    with os.fdopen(job, "wb") as to_child, os.fdopen(written, "rb") as from_child:
        to_child.write(encode_job(Job(Program(source="", options=Options()), limits)))
        to_child.close()
        output = from_child.read()
    _, status, _, peak_bytes = wait(pid)
    if status != 0:
        raise RuntimeError(f"a first child ended with wait status {status}: {output[-2000:].decode(errors='replace')}")
    return peak_bytes


def engine() -> dict[str, object]:
    """What runs programs here, as the fields of `Engine`."""
    return {
        "gradwalk": version("gradwalk"),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "devices": ["cpu"],
    }


def prepare(locked: bool) -> tuple[Cell, Hello]:
    """Warm up, lock, and try a first child.

    Raises:
        OSError: if a layer of the lock that must hold does not.
        RuntimeError: if no child can be run.
    """
    hello_engine = engine()
    warm_up()
    collapse()
    cell = Cell(os.getpid(), rlimits.own_size(), os.open(os.devnull, os.O_RDWR), locked)
    landlock, left = lock_zygote(UNPRIVILEGED) if locked else (0, ())
    return cell, Hello(os.getpid(), os.geteuid(), locked, landlock, list(left), rehearse(cell), hello_engine)


def main() -> int:
    """Serve the socket named on the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m gradwalk.sandbox.zygote", description=__doc__)
    parser.add_argument("fd", type=int, help="a SOCK_SEQPACKET socket to the server")
    parser.add_argument("--unlocked", action="store_true", help="run programs with this user's every right")
    arguments = parser.parse_args()
    control = socket.socket(fileno=arguments.fd)
    try:
        cell, hello = prepare(locked=not arguments.unlocked)
    except Exception as error:  # noqa: BLE001 - the server must hear why, whatever it was
        control.send(encode(Unavailable(f"{type(error).__name__}: {error}"[:4000])))
        return 1
    control.send(encode(hello))
    Zygote(control, cell).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
