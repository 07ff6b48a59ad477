"""What a program could reach outside its process, if anything: a folder that anyone may use, listeners, secrets."""

import asyncio
import contextlib
import shutil
import socket
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

IN_A_FILE, IN_THE_ENVIRONMENT = "CANARY-in-a-file", "CANARY-in-the-environment"
ON_THE_HEAP = "-".join(["CANARY", "on", "the", "heap"])
PLANTED = "planted code ran"
SECRETS = (IN_A_FILE, IN_THE_ENVIRONMENT, ON_THE_HEAP, PLANTED)
_SHARED_MEMORY = Path("/dev/shm")


@dataclass
class Surroundings:
    """The folder and the listeners, and what has happened to them."""

    folder: Path
    library: ModuleType
    port: int = 0
    free_port: int = 0
    name: str = field(default_factory=lambda: f"gradwalk-{uuid.uuid4().hex}")
    visits: list[str] = field(default_factory=list)
    heap: list[bytes] = field(default_factory=lambda: [f"{ON_THE_HEAP}-{n}".encode() * 100 for n in range(100)])

    def fill(self, code: str) -> str:
        """Put the addresses into a program."""
        places = {"folder": self.folder, "port": self.port, "free": self.free_port}
        for name, value in (places | {"shm": self.name, "abstract": self.name}).items():
            code = code.replace(f"{{{name}}}", str(value))
        return code

    def plant(self) -> None:
        """Lay out what is worth reading, importing and loading. The way to it is open to everyone.

        Otherwise an ordinary user's rights would do the sandbox's work.
        """
        for folder in self.folder.parents[:2]:
            folder.chmod(0o711)
        self.folder.chmod(0o777)
        (self.folder / "secret.txt").write_text(IN_A_FILE)
        (self.folder / "evil.py").write_text(f"print({PLANTED!r})\n")
        shutil.copy(str(self.library.__file__), self.folder / "library.so")
        for path in self.folder.iterdir():
            path.chmod(0o666)

    def files(self) -> dict[str, bytes]:
        """What lies in the folder now, and in the shared memory under this name."""
        return {path.name: path.read_bytes() for path in (*self.folder.iterdir(), *_SHARED_MEMORY.glob(self.name))}

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Note every visit, over TCP and over an abstract socket."""

        def visit(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.visits.append(str(writer.get_extra_info("sockname")))
            writer.close()

        async with (
            await asyncio.start_server(visit, "127.0.0.1", 0) as tcp,
            await asyncio.start_unix_server(visit, f"\0{self.name}"),
        ):
            self.port = tcp.sockets[0].getsockname()[1]
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.free_port = free.getsockname()[1]
            yield
