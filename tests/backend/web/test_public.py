"""The address that links carry: the operator's, else a trusted proxy's, else the request's, and never markup."""

from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app
from pydantic import ValidationError

SCHEMA = "/api/v1/schema/recording.json"


async def base_said(settings: Settings, headers: dict[str, str], peer: str = "10.0.0.1") -> str:
    transport = httpx.ASGITransport(create_app(settings), client=(peer, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as client:
        id: str = (await client.get(SCHEMA, headers=headers)).json()["$id"]
        return id.removesuffix(SCHEMA)


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "gradwalk.example"}


async def test_a_trusted_proxy_says_how_it_was_reached_and_nobody_else() -> None:
    behind: Any = {"trusted_proxies": "10.0.0.0/8"}
    assert await base_said(Settings(**behind), FORWARDED) == "https://gradwalk.example"
    assert await base_said(Settings(**behind), FORWARDED, peer="192.0.2.1") == "http://inside:8000"
    assert await base_said(Settings(), FORWARDED) == "http://inside:8000"
    added = {"X-Forwarded-Proto": "evil, https", "X-Forwarded-Host": "evil.example, gradwalk.example"}
    assert await base_said(Settings(**behind), added) == "https://gradwalk.example"


async def test_what_the_operator_says_counts_before_all() -> None:
    settings = Settings(public_url="https://walk.example", trusted_proxies="10.0.0.0/8")
    assert await base_said(settings, FORWARDED) == "https://walk.example"


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "evil/..", "evil?x", "user@evil", ""])
async def test_a_host_that_is_none_is_not_repeated(host: str) -> None:
    said = await base_said(Settings(), {"Host": host})
    assert said == "http://inside:8000"


@pytest.mark.parametrize("url", ["gradwalk.example", "https://a.example/", "javascript:alert(1)", 'https://a"b'])
def test_a_public_address_is_a_scheme_and_a_host(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_url=url)
