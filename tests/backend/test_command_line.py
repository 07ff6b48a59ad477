"""`gradwalk serve`, as a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVE = [sys.executable, "-m", "gradwalk", "serve"]
BACKEND = str(Path(__file__).resolve().parents[2] / "backend")


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRADWALK_")}
    return kept | {"PYTHONPATH": BACKEND} | extra


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*SERVE, "--port", "0"], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


def test_it_says_where_it_is_serves_at_once_names_its_layers_and_ends_cleanly(
    server: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert server.stderr is not None
    address = re.search(r"http://127\.0\.0\.1:\d+", server.stderr.readline())
    assert address is not None
    with urllib.request.urlopen(f"{address[0]}/healthz", timeout=5) as answer:
        assert "gradwalk" in json.load(answer)["versions"]
    assert any("seccomp" in line for line in iter(server.stderr.readline, ""))
    with urllib.request.urlopen(f"{address[0]}/readyz", timeout=5) as answer:
        assert json.load(answer)["runs"] == "ready"
    assert (tmp_path / "gradwalk.sqlite3").exists()
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=10) in (0, -signal.SIGINT)
    assert "Traceback" not in server.stderr.read()


def failed(arguments: list[str], cwd: Path, **variables: str) -> str:
    done = subprocess.run(
        [*SERVE, *arguments],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert re.fullmatch(
            rf"Cannot listen on 127\.0\.0\.1, port {port}: .*--port\.", failed(["--port", str(port)], tmp_path)
        )


def test_a_sandbox_that_is_off_is_for_this_machine_alone(tmp_path: Path) -> None:
    words = failed(["--host", "0.0.0.0"], tmp_path, GRADWALK_SANDBOX="off")
    assert words.startswith("GRADWALK_SANDBOX=off")
    assert "\n" not in words


def test_a_setting_of_another_kind_is_named(tmp_path: Path) -> None:
    assert failed([], tmp_path, GRADWALK_PORT="http").startswith("GRADWALK_PORT: ")


def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    assert failed([], tmp_path, GRADWALK_DATABASE_URL="nonsense").startswith(
        "GRADWALK_DATABASE_URL is no database URL."
    )


def test_a_server_that_cannot_run_programs_ends_and_says_why(tmp_path: Path) -> None:
    words = failed(["--port", "0"], tmp_path, GRADWALK_START_SECONDS="0.01")
    assert re.search(r"^Programs cannot be run: .+", words, re.MULTILINE)
