"""How often a client may ask, counted here or in Redis."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app
from gradwalk.web.rates import RateStorageError

Clients = Callable[..., httpx.AsyncClient]


@asynccontextmanager
async def limited(folder: Path, **choices: Any) -> AsyncIterator[Clients]:
    """An app with small limits; makes clients with addresses of their own."""
    database = f"sqlite:///{folder}/x.sqlite3"
    settings = Settings(**{"database_url": database, "runs_per_minute": 2, "reads_per_minute": 3, **choices})
    app = create_app(settings)
    opened: list[httpx.AsyncClient] = []

    def client(address: str, **headers: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, client=(address, 1))
        opened.append(httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers))
        return opened[-1]

    yield client
    for each in opened:
        await each.aclose()


async def statuses(
    client: httpx.AsyncClient, times: int, method: str = "GET", path: str = "/api/v1/examples"
) -> list[int]:
    return [(await client.request(method, path)).status_code for _ in range(times)]


async def test_a_client_that_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    async with limited(tmp_path) as client:
        first = client("203.0.113.1")
        assert await statuses(first, 3) == [200] * 3
        answer = await first.get("/api/v1/examples")
        assert answer.status_code == 429
        assert answer.json()["type"] == "urn:gradwalk:problem:too-many-requests"
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert answer.headers["ratelimit-policy"] == '"reads";q=3;w=60'
        assert answer.headers["ratelimit"].startswith('"reads";r=0;t=')


async def test_posts_and_reads_and_clients_are_counted_apart(tmp_path: Path) -> None:
    async with limited(tmp_path) as client:
        first = client("203.0.113.1")
        # Nothing is run: it is no JSON.
        assert await statuses(first, 3, "POST", "/api/v1/graphs") == [415, 415, 429]
        assert await statuses(first, 1) == [200]
        assert await statuses(client("203.0.113.2"), 2, "POST", "/api/v1/graphs") == [415, 415]
        assert await statuses(client("2001:db8::1"), 3) == [200] * 3
        assert await statuses(client("2001:db8::2"), 1) == [429]


async def test_health_is_never_limited(tmp_path: Path) -> None:
    async with limited(tmp_path) as client:
        assert await statuses(client("203.0.113.1"), 9, path="/healthz") == [200] * 9


@pytest.mark.parametrize(("proxies", "expected"), [((), [200] * 3 + [429]), (("203.0.113.0/24",), [200] * 4)])
async def test_what_a_client_says_of_itself_moves_no_limit(tmp_path: Path, proxies: Any, expected: list[int]) -> None:
    async with limited(tmp_path, trusted_proxies=proxies) as client:
        answers = []
        for number in range(4):
            spoofing = client("203.0.113.1", **{"X-Forwarded-For": f"198.51.100.{number}"})
            answers += await statuses(spoofing, 1)
        assert answers == expected


async def test_where_the_counts_cannot_be_kept_everyone_is_let_through(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with limited(tmp_path, rate_storage="redis://127.0.0.1:1") as client:
        assert await statuses(client("203.0.113.1"), 5) == [200] * 5
    assert caplog.text.count("not counted") == 1


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", ""])
def test_a_storage_that_is_none_is_refused_at_once(tmp_path: Path, url: str) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.sqlite3", rate_storage=url)
    with pytest.raises(RateStorageError, match=r"GRADWALK_RATE_STORAGE.*memory://"):
        create_app(settings)
