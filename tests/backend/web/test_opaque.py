"""A sandboxed frame, which is of no origin, runs the program in its link; nobody else's page runs anything."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app

GRAPHS = "/api/v1/graphs"
PROGRAM = {"source": "x = 1"}
ASKS = {
    "Origin": "null",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,gradwalk-frame",
}


def build(folder: Path) -> None:
    folder.mkdir()
    (folder / "embed.html").write_text("<!doctype html><html><head></head></html>")


async def key_in(client: httpx.AsyncClient) -> str:
    page = await client.get("/embed", headers={"Origin": "null"})
    found = re.search(r'<meta name="gradwalk-frame" content="([^"]+)">', page.text)
    assert found
    # No script of another page can read it, and no cache keeps it.
    assert "access-control-allow-origin" not in page.headers
    assert page.headers["cache-control"] == "no-store"
    return found[1]


async def test_a_frame_with_the_key_of_its_page_runs_its_program(web: Any) -> None:
    build(web.frontend)
    key = await key_in(web.client)
    preflight = await web.client.options(GRAPHS, headers=ASKS)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "null"
    assert preflight.headers["access-control-allow-methods"] == "POST"
    assert "access-control-allow-credentials" not in preflight.headers
    answer = await web.client.post(GRAPHS, json=PROGRAM, headers={"Origin": "null", "Gradwalk-Frame": key})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (201, "null")
    refused = await web.client.post(
        GRAPHS, json={"source": "import os"}, headers={"Origin": "null", "Gradwalk-Frame": key}
    )
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (422, "null")


@pytest.mark.parametrize("key", [None, "", "wrong", "é"])
async def test_a_frame_without_it_runs_nothing(web: Any, key: str | None) -> None:
    headers: Any = {"Origin": "null"} if key is None else {"Origin": "null", "Gradwalk-Frame": key.encode()}
    answer = await web.client.post(GRAPHS, json=PROGRAM, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:gradwalk:problem:bad-request")
    assert web.sandbox.runs == 0


async def test_the_key_is_for_frames_of_no_origin_alone(web: Any) -> None:
    build(web.frontend)
    key = await key_in(web.client)
    headers = {"Origin": "https://elsewhere.example", "Gradwalk-Frame": key}
    preflight = await web.client.options(GRAPHS, headers={**ASKS, **headers})
    assert not preflight.is_success
    assert not [name for name in preflight.headers if name.startswith("access-control-")]
    answer = await web.client.post(GRAPHS, json=PROGRAM, headers=headers)
    assert "access-control-allow-origin" not in answer.headers


async def test_without_a_sandbox_no_frame_runs_anything(tmp_path: Path) -> None:
    build(tmp_path / "dist")
    app = create_app(Settings(sandbox="off", frontend=tmp_path / "dist"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        assert "gradwalk-frame" not in (await client.get("/embed")).text
        assert not (await client.options(GRAPHS, headers=ASKS)).is_success


async def test_servers_of_one_name_can_share_the_key(tmp_path: Path) -> None:
    build(tmp_path / "dist")
    settings = Settings(frame_key="k" * 20, frontend=tmp_path / "dist")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(settings)), base_url="http://a") as client:
        assert await key_in(client) == "k" * 20
