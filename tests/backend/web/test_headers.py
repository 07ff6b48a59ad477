"""The headers that every answer carries."""

from pathlib import Path
from typing import Any

import httpx
import pytest

GRAPHS = "/api/v1/graphs"


@pytest.mark.parametrize("path", ["/", "/g/abc", "/healthz", "/api/v1/examples", "/nothing", GRAPHS, "/openapi.json"])
async def test_every_answer_is_strict_and_framed_by_nobody_else(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data:"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["permissions-policy"].split(", "))
    assert "set-cookie" not in headers
    assert "server" not in headers


async def test_only_the_embed_may_be_framed_by_anyone(web: Any) -> None:
    web.frontend.mkdir()
    Path(web.frontend, "embed.html").write_text("<!doctype html>")
    for path in ("/embed/abc", "/embed"):
        policy = (await web.client.get(path)).headers["content-security-policy"]
        assert policy.endswith("frame-ancestors * file:")
        assert "default-src 'self'" in policy
        # In a frame without an origin Safari takes nothing for the page's own.
        for what in ("default-src", "style-src", "img-src"):
            assert f"{what} 'self' http://gradwalk.test" in policy
    for path in ("/embedded/abc", "/g/embed", "/x/embed/abc", "/"):
        assert (await web.client.get(path)).headers["content-security-policy"].endswith("frame-ancestors 'self'")


async def test_any_origin_may_read(client: httpx.AsyncClient) -> None:
    address = (await client.post(GRAPHS, json={"source": "x = 1"})).headers["location"]
    for path in (address, "/api/v1/examples", "/assets/x.js"):
        for origin in ("null", "https://course.example"):
            assert (await client.get(path, headers={"Origin": origin})).headers["access-control-allow-origin"] == "*"


async def test_no_other_origin_may_post(web: Any) -> None:
    """A browser asks before it sends JSON elsewhere, and sends without asking only what is refused here anyway."""
    preflight = await web.client.options(
        GRAPHS,
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert not preflight.is_success
    assert not [name for name in preflight.headers if name.startswith("access-control-")]
    for kind in ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded"):
        simple = await web.client.post(
            GRAPHS,
            content=b'{"source": "x = 1"}',
            headers={"Content-Type": kind, "Origin": "https://elsewhere.example"},
        )
        assert simple.status_code == 415
        assert "access-control-allow-origin" not in simple.headers
    assert web.sandbox.runs == 0
