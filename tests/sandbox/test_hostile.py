"""Programs that attack, with no policy in their way: none reaches anything, and the next run is as if they had not been.

Each program of hostile.json names the `ends` that its run may have and, where that tells most, what it then `prints`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from gradwalk.errors import ProtocolError
from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.sandbox import Sandbox

from .conftest import Record, printed

PROGRAMS = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
LIMITS = Limits(wall_seconds=1.5, cpu_seconds=1, memory_bytes=256 << 20)
SECRET = "sesame-in-a-file"
ON_THE_HEAP = "-".join(["sesame", "on", "the", "heap"])
IN_THE_ENVIRONMENT = "sesame-in-the-environment"
PLANTED = "print('planted code ran')\n"


@dataclass
class Surroundings:
    """What a program could reach outside its process, if anything: a folder anyone may use, a listener, secrets."""

    folder: Path
    port: int = 0
    visits: list[str] = field(default_factory=list)
    heap: list[bytes] = field(default_factory=list)

    def fill(self, code: str) -> str:
        """Put this folder's and listener's addresses into a program."""
        for name, value in {"folder": self.folder, "secret": self.folder / "secret", "port": self.port}.items():
            code = code.replace(f"{{{name}}}", str(value))
        return code

    def files(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in self.folder.iterdir()}


@pytest.fixture
async def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Surroundings]:
    around = Surroundings(tmp_path, heap=[f"{ON_THE_HEAP}-{n}".encode() * 100 for n in range(100)])
    # The way to it must be open, or an ordinary user's rights would do the sandbox's work.
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o711)
    tmp_path.chmod(0o777)
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "planted.py").write_text(PLANTED)
    for path in tmp_path.iterdir():
        path.chmod(0o666)
    monkeypatch.setenv("GRADWALK_TEST_SECRET", IN_THE_ENVIRONMENT)

    def visit(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        around.visits.append(str(writer.get_extra_info("peername")))
        writer.close()

    async with await asyncio.start_server(visit, "127.0.0.1", 0) as server:
        around.port = server.sockets[0].getsockname()[1]
        yield around


@pytest.mark.parametrize("hostile", [pytest.param(case, id=case["name"]) for case in PROGRAMS])
async def test_nothing_gets_out(
    hostile: dict[str, Any],
    surroundings: Surroundings,
    sandbox: Sandbox,
    record: Record,
    capfd: pytest.CaptureFixture[str],
) -> None:
    await sandbox.ready()
    zygote = sandbox.zygote_pid
    shared_memory = set(Path("/dev/shm").iterdir())
    text = ""
    try:
        recording = await record(surroundings.fill(hostile["code"]), LIMITS)
    except ProtocolError:
        end = "protocol_error"
    else:
        end = recording.outcome.kind
        text = recording.model_dump_json()
        if "prints" in hostile:
            assert printed(recording) == hostile["prints"]
    assert end in hostile["ends"]
    for secret in (SECRET, ON_THE_HEAP, IN_THE_ENVIRONMENT, "planted code ran"):
        assert secret not in text.replace(surroundings.fill(hostile["code"]), "")
    assert surroundings.files() == {"secret": SECRET, "planted.py": PLANTED}
    assert set(Path("/dev/shm").iterdir()) == shared_memory
    assert surroundings.visits == []
    assert "from inside" not in "".join(capfd.readouterr())
    assert printed(await record("print(6 * 7)\n")) == "42\n"
    assert sandbox.zygote_pid == zygote
