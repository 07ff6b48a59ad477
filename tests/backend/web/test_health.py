"""Whether the server does its work, as it says itself."""

import platform
from typing import Any

from gradwalk.errors import SandboxUnavailableError


async def test_a_server_that_works_is_ok(web: Any) -> None:
    answer = await web.client.get("/healthz")
    health = answer.json()
    assert answer.status_code == 200
    assert (health["ok"], health["runs"], health["store"]) == (True, "ready", "ready")
    assert health["versions"]["python"] == platform.python_version()
    assert health["versions"]["torch"].startswith("2.13.0")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_server_that_still_loads_is_ok_and_says_so(web: Any) -> None:
    web.sandbox.loaded.clear()
    answer = await web.client.get("/healthz")
    assert (answer.status_code, answer.json()["ok"], answer.json()["runs"]) == (200, True, "starting")


async def test_a_server_without_a_sandbox_is_not_ok(web: Any) -> None:
    web.sandbox.broken = SandboxUnavailableError("no seccomp here")
    answer = await web.client.get("/healthz")
    assert (answer.status_code, answer.json()["ok"], answer.json()["runs"]) == (503, False, "unavailable")
