"""`gradwalk serve` as it is started, in a process of its own, on a database that tests can reach."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

SECONDS = 60.0


class Server:
    """A server on a port of its own; `start` and `kill` it as often as you like."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.database = folder / "recordings.sqlite3"
        self.log = folder / "log"
        self._settings = {f"GRADWALK_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(timeout=SECONDS)

    def start(self, prepare: Callable[[], None] | None = None) -> None:
        """Start it, after its process has been `prepare`d; it listens when this returns."""
        begin = self.log.stat().st_size if self.log.exists() else 0
        database = {"GRADWALK_DATABASE_URL": f"sqlite:///{self.database}"}
        environment = {"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", **database, **self._settings}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gradwalk", "serve", "--port", "0"],
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=prepare,
            )
        for _ in patiently():
            found = re.search(r"Gradwalk is at (http://[^ ]+)", self.log.read_text()[begin:])
            if found:
                self.client.base_url = httpx.URL(found[1])
                break
        for _ in patiently():
            with contextlib.suppress(httpx.TransportError):
                self.client.get("/healthz")
                return

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as the kernel would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it as an operator would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(SECONDS)

    def post(self, source: str, **options: Any) -> httpx.Response:
        """Have a program recorded."""
        return self.client.post("/api/v1/graphs", json={"source": source, "options": options})

    def runs(self) -> None:
        """Wait until programs can be run."""
        for _ in patiently():
            if self.client.get("/readyz").json()["runs"] == "ready":
                return


def patiently() -> Iterator[None]:
    """Try again and again, for a while."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(0.05)
    raise TimeoutError


Serve = Callable[..., Server]


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Serve]:
    """Starts servers, in `folder` unless another is named, and ends them."""
    servers: list[Server] = []

    def start(folder: Path = folder, **settings: str) -> Server:
        server = Server(folder, **settings)
        servers.append(server)
        server.start()
        return server

    try:
        yield start
    finally:
        for server in servers:
            server.client.close()
            server.kill()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    with serving(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests of a file, which leave it as it is."""
    with serving(tmp_path_factory.mktemp("server")) as start:
        server = start()
        server.runs()
        yield server


def children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                    found.append(int(entry.name))
    return found


def command(pid: int) -> str:
    """The command line of a process; empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""
