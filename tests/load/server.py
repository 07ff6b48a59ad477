"""`gradwalk serve` in a process of its own, and what the kernel says of it and of everything that it has started."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Processes that lay graphs out and are kept for the next.
LAYOUT = "layout"
_SECONDS = 60.0
_PAUSE_SECONDS = 0.02
# As the log's levels are written.
_COMPLAINT = re.compile(r"\[(?:error|critical) *\]|^(?=Traceback)")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, its process, its log, and how long it took to listen, to answer, to run programs."""

    base: str
    pid: int
    log: Path
    listens_after: float
    answers_after: float
    runs_after: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a server holds: its processes by command, its own descriptors, and resident bytes of itself and its zygote."""

    processes: Mapping[str, int]
    descriptors: int
    server_bytes: int
    zygote_bytes: int


@contextmanager
def serving(**settings: str) -> Iterator[Server]:
    """Start a server on a port and a database of its own; it is gone when the block ends.

    Args:
        settings: its settings, by their names in small letters.

    Raises:
        TimeoutError: if it does not run programs within a minute.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        environment = {
            "PATH": os.environ["PATH"],
            "GRADWALK_DATABASE_URL": f"sqlite:///{folder}/recordings.sqlite3",
            **{f"GRADWALK_{name.upper()}": value for name, value in settings.items()},
        }
        start = time.perf_counter()
        with log.open("wb") as written:
            process = subprocess.Popen(
                [sys.executable, "-m", "gradwalk", "serve", "--port", "0"],
                env=environment,
                stdout=written,
                stderr=written,
            )
        try:
            base = _until(lambda: _address(log.read_text()), process)
            listens = time.perf_counter() - start
            _until(lambda: _answers(f"{base}/healthz"), process)
            answers = time.perf_counter() - start
            _until(lambda: _answers(f"{base}/readyz"), process)
            yield Server(base, process.pid, log, listens, answers, time.perf_counter() - start)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_SECONDS)


def metrics(server: Server) -> dict[str, float]:
    """The server's own measures, by name and labels as Prometheus writes them."""
    with urllib.request.urlopen(f"{server.base}/metrics", timeout=_SECONDS) as answer:
        lines = answer.read().decode().splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[:1] != "#")}


def complaints(server: Server) -> Counter[str]:
    """What the server's log says that is an error or a trace, each line as often as it does."""
    lines = [line for line in server.log.read_text().splitlines() if _COMPLAINT.search(line)]
    return Counter(_COMPLAINT.split(line, maxsplit=1)[-1].strip()[:200] for line in lines)


def footprint(server: Server) -> Footprint:
    """What the server holds, once it has come to rest: nothing runs or waits, and as many wait for programs as may."""
    deadline = time.monotonic() + _SECONDS
    held = _held(server)
    while time.monotonic() < deadline:
        time.sleep(1)
        before, held = held, _held(server)
        measured = metrics(server)
        busy = measured["gradwalk_sandbox_running"] + measured["gradwalk_sandbox_waiting"]
        if not busy and held.processes == before.processes and held.descriptors == before.descriptors:
            break
    return held


def _held(server: Server) -> Footprint:
    processes: dict[str, int] = {}
    zygote_bytes = 0
    for pid, command in _descendants(server.pid).items():
        processes[command] = processes.get(command, 0) + 1
        if command == "zygote":
            zygote_bytes = max(zygote_bytes, _resident(pid))
    descriptors = len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
    return Footprint(processes, descriptors, _resident(server.pid), zygote_bytes)


def _descendants(root: int) -> dict[int, str]:
    """Everything that `root` has started, zombies too, each with what it is: `zygote`, `layout`, `run`, or its command."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                # The name, in parentheses, may have spaces in it.
                head, _, tail = (entry / "stat").read_text().rpartition(")")
                parents[int(entry.name)] = (int(tail.split()[1]), head.partition("(")[2])
    found: dict[int, str] = {}
    waiting = [root]
    while waiting:
        above = waiting.pop()
        for pid, (parent, name) in parents.items():
            if parent == above:
                found[pid] = _kind(pid, name) if above == root else "run"
                waiting.append(pid)
    return found


def _kind(pid: int, name: str) -> str:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"gradwalk.sandbox.zygote" in command:
            return "zygote"
        if name == "dot" or b"gradwalk.layout" in command:
            return LAYOUT
    return name


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES


def _address(log: str) -> str | None:
    found = re.search(r"Gradwalk is at (http://[^ ]+)", log)
    return found[1] if found else None


def _answers(address: str) -> str | None:
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
            return str(answer.status)
    except (urllib.error.URLError, OSError):
        return None


def _until(ask: Callable[[], str | None], process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server has ended with status {process.returncode}")
        if answer := ask():
            return answer
        time.sleep(_PAUSE_SECONDS)
    raise TimeoutError("the server does not get ready")
