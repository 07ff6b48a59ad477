"""Each request has a name and a line in the log, which says nothing of programs or clients."""

import re
from collections.abc import MutableMapping
from ipaddress import ip_network
from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app
from structlog.testing import capture_logs

GRAPHS = "/api/v1/graphs"


async def logged(web: Any, method: str, path: str, **options: Any) -> tuple[httpx.Response, MutableMapping[str, Any]]:
    with capture_logs() as lines:
        answer = await web.client.request(method, path, **options)
    (line,) = (line for line in lines if line["event"] == "request")
    return answer, line


async def test_a_run_is_a_line_with_its_route_status_time_and_size(web: Any) -> None:
    answer, line = await logged(web, "POST", GRAPHS, json={"source": "secret = 42"})
    assert (line["method"], line["route"], line["status"]) == ("POST", GRAPHS, 201)
    assert line["bytes"] == int(answer.headers["content-length"])
    assert line["ms"] > 0
    assert "secret" not in str(line)
    assert "127.0.0.1" not in str(line)


async def test_a_reading_names_the_recording_and_a_refusal_its_problem(web: Any) -> None:
    made = await web.client.post(GRAPHS, json={"source": "x = 1"})
    _, line = await logged(web, "GET", made.headers["location"])
    assert (line["route"], line["id"]) == (GRAPHS + "/{id}", made.headers["location"].rpartition("/")[2])
    answer, line = await logged(web, "POST", GRAPHS, json={"source": "import os"})
    assert line["problem"] == "refused"
    assert "x-problem" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/nothing/here", "/api/v1/nothing", "/%00", "/g/abc"])
async def test_what_clients_make_up_is_no_route_of_its_own(web: Any, path: str) -> None:
    _, line = await logged(web, "BREW" if path == "/" else "GET", path)
    assert line["route"] == "other"
    assert line["method"] in ("GET", "other")


async def test_every_answer_carries_the_name_and_a_client_cannot_choose_it(web: Any) -> None:
    names = {(await web.client.get("/healthz", headers={"X-Request-ID": "mine"})).headers["x-request-id"] for _ in "ab"}
    assert len(names) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in names)


@pytest.mark.parametrize(("given", "kept"), [("abc-1.2:3", True), ("a b", False), ("x" * 65, False), ("", False)])
async def test_a_trusted_proxy_may_name_a_request(tmp_path: Any, given: str, kept: bool) -> None:
    database = f"sqlite:///{tmp_path}/x.sqlite3"
    app = create_app(Settings(database_url=database, trusted_proxies=(ip_network("10.0.0.0/8"),)))
    transport = httpx.ASGITransport(app, client=("10.1.2.3", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is kept
