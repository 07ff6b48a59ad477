"""Programs in, recordings out."""

import asyncio
import gzip
import json
from typing import Any

import httpx
import pytest
import zstandard
from gradwalk.errors import SandboxBusyError, SandboxError, SandboxUnavailableError
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Options

from ..doubles import until

GRAPHS = "/api/v1/graphs"


async def post(client: httpx.AsyncClient, source: str = "x = 1", **options: Any) -> httpx.Response:
    return await client.post(GRAPHS, json={"source": source} | ({"options": options} if options else {}))


async def test_a_new_program_is_201_with_its_address(web: Any) -> None:
    answer = await post(web.client, "print(1)", seed=3, max_values=5)
    recording = from_json(answer.content)
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["location"] == f"{GRAPHS}/{recording.id}"
    assert recording.program.source == "print(1)"
    assert recording.program.options == Options(seed=3, max_values=5)


async def test_the_same_program_again_is_200_and_not_run(web: Any) -> None:
    first, again, other = await post(web.client), await post(web.client), await post(web.client, seed=1)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert first.content == again.content != other.content
    assert again.headers["location"] == first.headers["location"]
    assert web.sandbox.runs == 2


async def test_what_was_posted_is_read_by_its_address(client: httpx.AsyncClient) -> None:
    posted = await post(client)
    read = await client.get(posted.headers["location"])
    assert (read.status_code, read.content) == (200, posted.content)
    assert read.headers["etag"] == posted.headers["etag"]
    assert posted.headers["cache-control"] == "public, no-cache"
    assert read.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert read.headers["link"].startswith("</api/v1/schema/recording.json>")


async def test_a_client_that_has_it_gets_304_without_a_body(client: httpx.AsyncClient) -> None:
    address = (await post(client)).headers["location"]
    etag = (await client.get(address)).headers["etag"]
    for condition in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        read = await client.get(address, headers={"If-None-Match": condition})
        assert (read.status_code, read.content, read.headers["etag"]) == (304, b"", etag)
    assert (await client.get(address, headers={"If-None-Match": '"other"'})).status_code == 200


async def test_the_validator_is_strong_and_differs_between_encodings(client: httpx.AsyncClient) -> None:
    address = (await post(client)).headers["location"]
    answers: dict[str, bytes] = {}
    codings = {"gzip": "gzip", "identity": None, "": None, "gzip;q=0": None, "br, gzip;q=0.5": "gzip", "GZIP": "gzip"}
    codings |= {
        "zstd": "zstd",
        "gzip, zstd": "gzip",
        "gzip;q=0.5, zstd": "zstd",
        "*": "gzip",
        "gzip;q=x, zstd;q=0": None,
    }
    for accepted, coding in codings.items():
        async with client.stream("GET", address, headers={"Accept-Encoding": accepted}) as answer:
            raw = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers.get("content-encoding") == coding
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert not answer.headers["etag"].startswith("W/")
        plain = gzip.decompress(raw) if coding == "gzip" else zstandard.decompress(raw) if coding == "zstd" else raw
        assert answers.setdefault(answer.headers["etag"], plain) == plain
    assert len(answers) == 3
    assert len(set(answers.values())) == 1


async def test_what_another_run_may_change_is_asked_for_each_time(web: Any) -> None:
    web.sandbox.end = "wall_time"
    address = (await post(web.client)).headers["location"]
    for path in (address, f"{address}/steps", f"{address}?values=display"):
        assert (await web.client.get(path)).headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize("id", ["a" * 26, "a", "A" * 26, "%00", "..", "a" * 5000, "%F0%9F%92%A9"])
async def test_an_id_that_is_not_there_is_a_problem(client: httpx.AsyncClient, id: str) -> None:
    answer = await client.get(f"{GRAPHS}/{id}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["type"] == "urn:gradwalk:problem:not-found"


async def test_a_refused_program_comes_back_with_every_violation(web: Any) -> None:
    answer = await post(web.client, "import os\nx = 1\nopen('a')\n")
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert problem["type"] == "urn:gradwalk:problem:refused"
    assert problem["status"] == 422
    assert problem["instance"] == GRAPHS
    assert [(v["line"], v["column"], v["end_line"], v["end_column"], v["rule"]) for v in problem["violations"]] == [
        (1, 7, 1, 9, "import"),
        (3, 0, 3, 4, "name"),
    ]
    assert all(v[text][lang] for v in problem["violations"] for text in ("reason", "hint") for lang in ("en", "zh"))
    assert web.sandbox.runs == 0


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (SandboxBusyError(7), "busy"),
        (SandboxUnavailableError("it is broken"), "sandbox-unavailable"),
        (SandboxError("it died"), "sandbox-unavailable"),
    ],
)
async def test_a_sandbox_that_cannot_is_503_and_says_when_to_try_again(web: Any, error: Exception, kind: str) -> None:
    web.sandbox.error = error
    answer = await post(web.client)
    assert (answer.status_code, answer.json()["type"]) == (503, f"urn:gradwalk:problem:{kind}")
    assert answer.headers["retry-after"] == ("7" if kind == "busy" else "5")
    web.sandbox.error = None
    assert (await post(web.client)).status_code == 201


async def test_a_sandbox_that_still_loads_is_waited_for(web: Any) -> None:
    web.sandbox.loaded.clear()
    waiting = asyncio.create_task(post(web.client))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    web.sandbox.loaded.set()
    assert (await waiting).status_code == 201
    web.sandbox.loaded.clear()
    late = await post(web.client, "x = 2")
    assert (late.status_code, late.json()["type"]) == (503, "urn:gradwalk:problem:sandbox-unavailable")
    assert "still starting" in late.json()["detail"]


async def test_a_store_that_fails_is_503_and_shows_nothing_of_itself(web: Any, tmp_path: Any) -> None:
    address = (await post(web.client)).headers["location"]
    await web.store.close()
    for file in tmp_path.glob("recordings.sqlite3*"):
        file.write_bytes(b"this is no database" * 1000)
    for answer in (await post(web.client), await web.client.get(address)):
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:gradwalk:problem:store-unavailable")
        assert str(tmp_path) not in answer.text
    assert (await web.client.get("/readyz")).json()["store"] == "unavailable"


async def test_a_client_that_leaves_ends_its_run(web: Any) -> None:
    web.sandbox.go.clear()
    body = json.dumps({"source": "x = 1"}).encode()
    left = asyncio.Event()
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        """Nobody is there to hear it."""

    headers = [(b"content-type", b"application/json"), (b"host", b"gradwalk.test")]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": GRAPHS,
        "raw_path": GRAPHS.encode(),
        "query_string": b"",
    }
    scope |= {"headers": headers, "http_version": "1.1", "scheme": "http", "asgi": {"version": "3.0"}, "root_path": ""}
    scope |= {"server": ("gradwalk.test", 80), "client": ("127.0.0.1", 1)}
    request = asyncio.create_task(web.app(scope, receive, send))
    await until(lambda: web.sandbox.runs)
    left.set()
    await request
    assert web.sandbox.cancelled == 1


async def test_a_program_posted_many_times_at_once_runs_once(web: Any) -> None:
    web.sandbox.go.clear()
    waiting = [asyncio.create_task(post(web.client)) for _ in range(8)]
    await until(lambda: web.sandbox.runs)
    web.sandbox.go.set()
    answers = await asyncio.gather(*waiting)
    # One that comes when the run has ended finds what it left.
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.content for answer in answers}) == 1
    assert web.sandbox.runs == 1
