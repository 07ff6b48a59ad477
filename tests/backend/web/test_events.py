"""Long runs are told of as they go, and end when nobody waits for them."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from gradwalk.errors import SandboxBusyError

from .test_graphs import GRAPHS

EVENTS = {"Accept": "text/event-stream"}


def parsed(text: str) -> list[tuple[str, Any]]:
    """Each event's name and data, of a whole stream."""
    events = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


class Listener:
    """A client that hears each event as it is sent, and can leave."""

    def __init__(self, app: Any, source: str) -> None:
        self._heard: asyncio.Queue[bytes] = asyncio.Queue()
        self._left = asyncio.Event()
        body = json.dumps({"source": source}).encode()
        self._messages = [{"type": "http.request", "body": body, "more_body": False}]
        scope: dict[str, Any] = {"type": "http", "method": "POST", "path": GRAPHS, "raw_path": GRAPHS.encode()}
        scope |= {"headers": [(b"content-type", b"application/json"), (b"accept", b"text/event-stream")]}
        scope |= {"query_string": b"", "http_version": "1.1", "scheme": "http", "root_path": ""}
        scope |= {"asgi": {"version": "3.0"}, "server": ("gradwalk.test", 80), "client": ("127.0.0.1", 1)}
        self.request = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        if self._messages:
            return self._messages.pop()
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message.get("body"):
            self._heard.put_nowait(message["body"])

    async def hear(self) -> tuple[str, Any]:
        """The next event."""
        async with asyncio.timeout(60):
            return parsed((await self._heard.get()).decode())[0]

    async def hear_the_end(self) -> tuple[str, Any]:
        """The next event that is none of how far the run has come."""
        event = await self.hear()
        return await self.hear_the_end() if event[0] == "progress" else event

    def leave(self) -> None:
        self._left.set()


@pytest.fixture
async def listeners(web: Any) -> AsyncIterator[Any]:
    made: list[Listener] = []

    def listen(source: str = "x = 1") -> Listener:
        made.append(Listener(web.app, source))
        return made[-1]

    yield listen
    for listener in made:
        listener.leave()
        await listener.request


async def test_a_run_is_told_of_to_its_end(web: Any) -> None:
    answer = await web.client.post(GRAPHS, json={"source": "x = 1"}, headers=EVENTS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    events = parsed(answer.text)
    assert (events[0][0], events[-1][0]) == ("run", "done")
    done = events[-1][1]
    assert done["created"]
    assert (await web.client.get(done["location"])).json()["id"] == done["id"]
    again = parsed((await web.client.post(GRAPHS, json={"source": "x = 1"}, headers=EVENTS)).text)
    assert [name for name, _ in again] == ["run", "done"]
    assert again[-1][1] == {**done, "created": False}


async def test_steps_are_told_while_they_are_recorded(web: Any, listeners: Any) -> None:
    web.sandbox.go.clear()
    listener = listeners()
    assert (await listener.hear())[0] == "run"
    assert await listener.hear() == ("progress", {"stage": "running", "steps": 7})
    second = listeners()
    await second.hear()
    # Who joins a run that is under way hears where it is.
    assert await second.hear() == ("progress", {"stage": "running", "steps": 7})
    web.sandbox.go.set()
    assert (await listener.hear_the_end())[0] == "done"
    assert web.sandbox.runs == 1


async def test_who_leaves_ends_the_run(web: Any, listeners: Any) -> None:
    web.sandbox.go.clear()
    listener = listeners()
    await listener.hear()
    await listener.hear()
    listener.leave()
    await listener.request
    assert web.sandbox.cancelled == 1


async def test_a_run_is_given_up_by_its_name_and_by_nobody_else(web: Any, listeners: Any) -> None:
    web.sandbox.go.clear()
    listener = listeners()
    name, data = await listener.hear()
    assert name == "run"
    await listener.hear()
    assert (await web.client.delete("/api/v1/runs/nonsense")).status_code == 404
    assert web.sandbox.cancelled == 0
    assert (await web.client.delete(f"/api/v1/runs/{data['run']}")).status_code == 204
    assert await listener.hear() == ("cancelled", {})
    assert web.sandbox.cancelled == 1
    assert (await web.client.delete(f"/api/v1/runs/{data['run']}")).status_code == 404


async def test_a_run_goes_on_while_another_waits_for_it(web: Any, listeners: Any) -> None:
    web.sandbox.go.clear()
    first, second = listeners(), listeners()
    _, data = await first.hear()
    await first.hear()
    # Who is told how far the run has come waits for it.
    assert [(await second.hear())[0], (await second.hear())[0]] == ["run", "progress"]
    assert (await web.client.delete(f"/api/v1/runs/{data['run']}")).status_code == 204
    assert await first.hear() == ("cancelled", {})
    web.sandbox.go.set()
    assert (await second.hear_the_end())[0] == "done"
    assert web.sandbox.cancelled == 0


async def test_a_problem_before_the_run_is_an_answer_and_one_in_it_an_event(web: Any) -> None:
    refused = await web.client.post(GRAPHS, json={"source": "import os"}, headers=EVENTS)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    web.sandbox.error = SandboxBusyError(7)
    answer = await web.client.post(GRAPHS, json={"source": "x = 1"}, headers=EVENTS)
    name, problem = parsed(answer.text)[-1]
    assert name == "problem"
    assert (problem["type"], problem["status"], problem["instance"]) == ("urn:gradwalk:problem:busy", 503, GRAPHS)
    assert answer.text.endswith("\nretry: 7000\n\n")


async def test_a_real_run_says_how_many_steps_it_has_recorded(real: httpx.AsyncClient) -> None:
    source = "import torch\nx = torch.ones(2, requires_grad=True)\nfor i in range(3000):\n    y = x * i\n"
    answer = await real.post(GRAPHS, json={"source": source}, headers=EVENTS)
    events = parsed(answer.text)
    counts = [data["steps"] for name, data in events if name == "progress" and data["stage"] == "running"]
    assert counts == sorted(counts)
    assert counts[-1] > 0
    steps = (await real.get(f"{events[-1][1]['location']}?include=steps")).json()["steps"]
    assert counts[-1] <= len(steps)
