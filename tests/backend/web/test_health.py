"""Whether the server answers and can do its work, as it says itself."""

import platform
import sqlite3
from typing import Any

from gradwalk.errors import SandboxUnavailableError


async def test_a_server_that_answers_says_what_it_is(web: Any) -> None:
    web.sandbox.broken = SandboxUnavailableError("no seccomp here")
    answer = await web.client.get("/healthz")
    versions = answer.json()["versions"]
    assert answer.status_code == 200
    assert versions["python"] == platform.python_version()
    assert versions["torch"].startswith("2.13.0")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_server_that_works_is_ready(web: Any) -> None:
    answer = await web.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "runs": "ready", "store": "ready"}


async def test_a_server_that_still_loads_is_not_ready_yet(web: Any) -> None:
    web.sandbox.loaded.clear()
    answer = await web.client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"], answer.json()["runs"]) == (503, False, "starting")


async def test_a_server_without_a_sandbox_is_not_ready(web: Any) -> None:
    web.sandbox.broken = SandboxUnavailableError("no seccomp here")
    answer = await web.client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"], answer.json()["runs"]) == (503, False, "unavailable")


async def test_a_server_whose_database_has_gone_wrong_since_it_was_opened_is_not_ready(web: Any) -> None:
    assert (await web.client.get("/readyz")).json()["store"] == "ready"
    with sqlite3.connect(web.frontend.parent / "recordings.sqlite3") as plain:
        plain.execute("DROP TABLE recordings")
    plain.close()
    answer = await web.client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"], answer.json()["store"]) == (503, False, "unavailable")
