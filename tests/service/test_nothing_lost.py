"""Whatever is killed, full, locked or damaged: what was answered is there afterwards, and trouble is said and passes."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import httpx
import pytest

from .conftest import Serve, Server, children, command, patiently

SOURCE = "import torch\nx = torch.tensor({number}.0, requires_grad=True)\n(x * 2).backward()\nprint(x.grad)\n"


def zygote(server: Server) -> int:
    for _ in patiently():
        for pid in children(server.pid):
            if "sandbox.zygote" in command(pid):
                return pid
    raise AssertionError


class Clients(threading.Thread):
    """Posts one program after another, and keeps what was answered."""

    def __init__(self, server: Server, start: int) -> None:
        super().__init__()
        self.answers: dict[str, bytes] = {}
        self.statuses: set[int] = set()
        self._server, self._next, self._stop_asked = server, start, threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=self._server.client.base_url, timeout=60) as client:
            while not self._stop_asked.is_set():
                source = SOURCE.format(number=self._next)
                self._next += 1
                try:
                    answer = client.post("/api/v1/graphs", json={"source": source})
                except httpx.TransportError:
                    time.sleep(0.01)
                    continue
                self.statuses.add(answer.status_code)
                if answer.status_code in (200, 201):
                    self.answers[answer.headers["location"]] = answer.content

    def stop(self) -> None:
        self._stop_asked.set()
        self.join()


def test_what_was_answered_is_there_however_often_everything_is_killed(serve: Serve) -> None:
    server = serve()
    server.runs()
    answers: dict[str, bytes] = {}
    chance = random.Random(0)
    for number in range(6):
        clients = Clients(server, 1000 * number)
        clients.start()
        time.sleep(chance.uniform(0.3, 0.8))
        if number % 3 == 0:
            server.kill()
            clients.stop()
            server.start()
            server.runs()
        else:
            parent = zygote(server)
            victims = [parent] if number % 3 == 1 else children(parent)
            for pid in victims:
                os.kill(pid, signal.SIGKILL)
            server.runs()
            time.sleep(0.2)
            clients.stop()
            assert clients.statuses <= {200, 201, 503}
        answers |= clients.answers
    assert len(answers) > 20
    for location, content in answers.items():
        assert server.client.get(location).content == content
    with sqlite3.connect(server.database) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_a_killed_server_leaves_no_process(serve: Serve) -> None:
    server = serve()
    server.runs()
    mine = [zygote(server), *children(zygote(server))]
    server.kill()
    for _ in patiently():
        if not any("gradwalk" in command(pid) for pid in mine):
            return


def test_a_full_disk_is_said_and_passes(serve: Serve, tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        server = serve(disk)
        server.runs()
        kept = server.post(SOURCE.format(number=1))
        assert kept.status_code == 201
        _fill(disk / "ballast")
        full = server.post(SOURCE.format(number=2))
        assert full.status_code == 503
        assert full.json()["type"].endswith(":store-unavailable")
        assert server.client.get(kept.headers["location"]).content == kept.content
        (disk / "ballast").unlink()
        assert server.post(SOURCE.format(number=2)).status_code == 201
        server.client.close()
        server.kill()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_database_that_may_not_grow_is_said_and_what_was_kept_stays(serve: Serve, tmp_path: Path) -> None:
    """As on a full disk, for whoever may mount none: no file of the server's may be longer than this."""
    server = Server(tmp_path)
    limit = 300 << 10
    server.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    try:
        server.runs()
        kept: dict[str, bytes] = {}
        noise = "import torch\nx = torch.randn(4000, requires_grad=True)\n(x * {number}).sum().backward()\n"
        for number in range(200):
            answer = server.post(noise.format(number=number), max_values=4000)
            if answer.status_code != 201:
                break
            kept[answer.headers["location"]] = answer.content
        assert answer.status_code == 503
        assert answer.json()["type"].endswith(":store-unavailable")
        assert int(answer.headers["retry-after"]) > 0
        assert "disk is not full" in server.log.read_text()
        assert kept
        server.kill()
        server.start()
        server.runs()
        for location, content in kept.items():
            assert server.client.get(location).content == content
        assert server.post(noise.format(number=number), max_values=4000).status_code == 201
    finally:
        server.client.close()
        server.kill()


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 4096)
        except OSError:
            return


def test_a_locked_database_is_said_and_passes(serve: Serve) -> None:
    server = serve()
    server.runs()
    kept = server.post(SOURCE.format(number=1))
    other = sqlite3.connect(server.database)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert server.client.get(kept.headers["location"]).content == kept.content
        locked = server.post(SOURCE.format(number=2))
        assert locked.status_code == 503
        assert "locked" in server.log.read_text()
    finally:
        other.rollback()
        other.close()
    assert server.post(SOURCE.format(number=2)).status_code == 201


@pytest.mark.parametrize("damage", ["header", "cut", "no database"])
def test_a_damaged_database_is_said_and_a_new_one_is_made_when_it_is_moved_away(serve: Serve, damage: str) -> None:
    server = serve()
    server.runs()
    kept = server.post(SOURCE.format(number=1))
    server.stop()
    content = bytearray(server.database.read_bytes())
    if damage == "header":
        content[:100] = bytes(100)
    elif damage == "cut":
        del content[len(content) // 2 :]
    else:
        content = bytearray(b"my shopping list\n" * 500)
    server.database.write_bytes(content)
    server.start()
    server.runs()
    failed = server.post(SOURCE.format(number=1))
    assert failed.status_code == 503
    assert "Traceback" not in failed.text
    assert "moved away" in server.log.read_text()
    server.database.rename(server.database.with_suffix(".damaged"))
    for rest in server.folder.glob("recordings.sqlite3-*"):
        rest.unlink()
    again = server.post(SOURCE.format(number=1))
    assert again.status_code == 201
    assert again.headers["location"] == kept.headers["location"]


def test_a_recording_with_a_flipped_bit_is_made_anew(serve: Serve) -> None:
    server = serve()
    server.runs()
    kept = server.post(SOURCE.format(number=1))
    with sqlite3.connect(server.database) as plain:
        (recording,) = plain.execute("SELECT recording FROM recordings").fetchone()
        damaged = bytearray(recording)
        damaged[len(damaged) // 2] ^= 1
        plain.execute("UPDATE recordings SET recording = ?", (bytes(damaged),))
    plain.close()
    mended = server.client.get(kept.headers["location"])
    assert mended.status_code == 200
    assert mended.json()["steps"] == kept.json()["steps"]
    assert "damaged" in server.log.read_text()
    assert server.client.get(kept.headers["location"]).content == mended.content
