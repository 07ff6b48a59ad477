"""Without a sandbox, a page elsewhere cannot reach the server under a name of its own."""

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app


def client_of(settings: Settings, host: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(settings)), base_url=f"http://{host}")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
async def test_this_machine_s_own_names_are_served(host: str) -> None:
    async with client_of(Settings(sandbox="off"), host) as client:
        assert (await client.get("/api/v1/examples")).status_code == 200


@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:8000", "127.0.0.1.example", "0.0.0.0:8000"])
async def test_other_names_are_not_served_without_a_sandbox(host: str) -> None:
    async with client_of(Settings(sandbox="off"), host) as client:
        answer = await client.get("/api/v1/examples")
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    async with client_of(Settings(), host) as client:
        assert (await client.get("/api/v1/examples")).status_code == 200
