"""Requests that are not what an address takes are answered with a problem that says so."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings

GRAPHS = "/api/v1/graphs"
JSON = {"Content-Type": "application/json"}
LIMIT = Settings().body_bytes


async def problem_of(answer: httpx.Response) -> tuple[int, str]:
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"]
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "violations", "errors"}
    return answer.status_code, problem["type"].removeprefix("urn:gradwalk:problem:")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{]", b"\xff\xfe", b'{"source": "x" "y"}', b"[" * 100_000, b'{"source": ' + b"9" * 10_000 + b"}"],
    ids=["empty", "open", "crossed", "bytes", "no comma", "deep", "long number"],
)
async def test_a_body_that_is_no_json_is_malformed(client: httpx.AsyncClient, body: bytes) -> None:
    kind = await problem_of(await client.post(GRAPHS, content=body, headers=JSON))
    assert kind in [(400, "malformed-json"), (422, "invalid-request")]
    assert body in (b"",) or kind == (400, "malformed-json")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"[]", ""),
        (b'"x"', ""),
        (b"{}", "/source"),
        (b'{"source": 1}', "/source"),
        (b'{"source": null}', "/source"),
        (b'{"source": NaN}', "/source"),
        (b'{"source": "x", "more": 1}', "/more"),
        (b'{"source": "x", "a/b~c": 1}', "/a~1b~0c"),
        (b'{"source": "x", "options": 1}', "/options"),
        (b'{"source": "x", "options": {"more": 1}}', "/options/more"),
        (b'{"source": "x", "options": {"seed": NaN}}', "/options/seed"),
        (b'{"source": "x", "options": {"seed": 1.5}}', "/options/seed"),
        (b'{"source": "x", "options": {"seed": "1"}}', "/options/seed"),
        (b'{"source": "x", "options": {"seed": true}}', "/options/seed"),
        (b'{"source": "x", "options": {"seed": -1}}', "/options/seed"),
        (b'{"source": "x", "options": {"seed": 9223372036854775808}}', "/options/seed"),
        (b'{"source": "x", "options": {"max_values": 4097}}', "/options/max_values"),
        (b'{"source": "x", "options": {"max_values": -1}}', "/options/max_values"),
    ],
)
async def test_a_body_of_another_shape_is_named_by_pointer(
    client: httpx.AsyncClient, body: bytes, pointer: str
) -> None:
    answer = await client.post(GRAPHS, content=body, headers=JSON)
    assert await problem_of(answer) == (422, "invalid-request")
    assert [part["pointer"] for part in answer.json()["errors"]] == [pointer]


async def test_an_integer_may_be_written_with_a_point_as_json_allows(client: httpx.AsyncClient) -> None:
    bodies = [b'{"source": "x", "options": {"seed": 3}}', b'{"source": "x", "options": {"seed": 3.0}}']
    first, second = [await client.post(GRAPHS, content=body, headers=JSON) for body in bodies]
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["location"] == second.headers["location"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
async def test_a_body_of_another_media_type_is_415(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.post(GRAPHS, content=b'{"source": "x"}', headers={"Content-Type": kind})
    assert await problem_of(answer) == (415, "unsupported-media-type")


async def test_a_media_type_may_have_parameters(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert (await client.post(GRAPHS, content=b'{"source": "x = 1"}', headers=headers)).status_code == 201


async def test_a_body_that_says_it_is_too_large_is_413(client: httpx.AsyncClient) -> None:
    answer = await client.post(GRAPHS, content=b'{"source": "' + b"#" * LIMIT + b'"}', headers=JSON)
    assert await problem_of(answer) == (413, "too-large")
    assert str(LIMIT) in answer.json()["detail"]


async def test_a_body_that_only_turns_out_too_large_is_413_and_not_read_on(client: httpx.AsyncClient) -> None:
    sent = 0

    async def parts() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1024
            yield b" " * 1024

    answer = await client.post(GRAPHS, content=parts(), headers=JSON)
    assert await problem_of(answer) == (413, "too-large")
    assert sent <= LIMIT + 2048


async def test_the_largest_program_fits_whatever_its_escapes(client: httpx.AsyncClient) -> None:
    body = b'{"source": "#' + b"\\n" * (64 * 1024 - 1) + b'"}'
    assert (await client.post(GRAPHS, content=body, headers=JSON)).status_code == 201


async def test_a_program_above_the_limit_is_refused_with_a_violation(client: httpx.AsyncClient) -> None:
    answer = await client.post(GRAPHS, json={"source": "#" * (64 * 1024 + 1)})
    assert await problem_of(answer) == (422, "refused")
    assert [violation["rule"] for violation in answer.json()["violations"]] == ["text"]


@pytest.mark.parametrize("source", ["x = '\\ud800'", "\\u0000"])
async def test_what_cannot_stand_in_a_program_is_refused(client: httpx.AsyncClient, source: str) -> None:
    answer = await client.post(GRAPHS, content=b'{"source": "%s"}' % source.encode(), headers=JSON)
    assert await problem_of(answer) == (422, "refused")


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing", "/api/v2/graphs", "/a/b/c", "/assets/x.js", "/%00", "/..%2f"]
)
async def test_an_address_where_nothing_is_is_404(client: httpx.AsyncClient, path: str) -> None:
    assert await problem_of(await client.get(path)) == (404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", GRAPHS, {"POST"}),
        ("PUT", GRAPHS, {"POST"}),
        ("OPTIONS", GRAPHS, {"POST"}),
        ("POST", "/api/v1/examples", {"GET", "HEAD"}),
        ("DELETE", f"{GRAPHS}/{'a' * 26}", {"GET", "HEAD"}),
        ("POST", "/", {"GET", "HEAD"}),
    ],
)
async def test_another_method_is_405_with_those_that_are_allowed(
    client: httpx.AsyncClient, method: str, path: str, allowed: set[str]
) -> None:
    answer = await client.request(method, path)
    assert await problem_of(answer) == (405, "method-not-allowed")
    assert set(answer.headers["allow"].replace(" ", "").split(",")) <= allowed


async def test_what_nobody_expected_is_500_and_keeps_its_trace_to_itself(
    web: Any, caplog: pytest.LogCaptureFixture
) -> None:
    web.sandbox.error = ZeroDivisionError("a secret of the server")
    answer = await web.client.post(GRAPHS, json={"source": "x = 1"})
    assert await problem_of(answer) == (500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "a secret of the server" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_head_is_get_without_a_body(client: httpx.AsyncClient) -> None:
    address = (await client.post(GRAPHS, json={"source": "x = 1"})).headers["location"]
    for path in (address, "/api/v1/examples", "/healthz"):
        got, headed = await client.get(path), await client.head(path)
        assert (headed.status_code, headed.headers["content-type"]) == (200, got.headers["content-type"])
