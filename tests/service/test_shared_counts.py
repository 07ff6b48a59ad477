"""Servers that count requests in one Redis."""

import contextlib
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from .conftest import Serve, patiently


def test_counts_in_redis_hold_for_every_server(serve: Serve, tmp_path: Path) -> None:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server here")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as redis:
        try:
            for _ in patiently():
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
            choices = {"rate_storage": f"redis://127.0.0.1:{port}", "reads_per_minute": "3"}
            servers = [serve(**choices), serve(**choices)]
            asked = [servers[turn % 2].client.get("/api/v1/examples").status_code for turn in range(4)]
            assert asked == [200, 200, 200, 429]
        finally:
            redis.terminate()
