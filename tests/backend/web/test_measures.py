"""What Prometheus reads: counts of what happened, for those only for whom they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradwalk.settings import Settings
from gradwalk.web.app import create_app
from prometheus_client.parser import text_string_to_metric_families

GRAPHS = "/api/v1/graphs"
Counts = dict[tuple[str, tuple[str, ...]], float]


async def counts(client: httpx.AsyncClient) -> Counts:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    return dict(_samples(answer.text))


def _samples(text: str) -> Iterator[tuple[tuple[str, tuple[str, ...]], float]]:
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            yield (sample.name, tuple(sample.labels.values())), sample.value


def risen(before: Counts, after: Counts, name: str, *labels: str) -> float:
    return after.get((name, labels), 0) - before.get((name, labels), 0)


async def test_runs_cached_answers_refusals_and_stages_are_counted(real: httpx.AsyncClient) -> None:
    before = await counts(real)
    source = "import torch\nmeasured = torch.ones(3, requires_grad=True).sum()\n"
    for status in (201, 200):
        assert (await real.post(GRAPHS, json={"source": source})).status_code == status
    assert (await real.post(GRAPHS, json={"source": "while True: pass"})).json()["outcome"]["kind"] == "timeout"
    assert (await real.post(GRAPHS, json={"source": "import os"})).status_code == 422
    after = await counts(real)
    assert risen(before, after, "gradwalk_runs_total", "finished") == 1
    assert risen(before, after, "gradwalk_runs_total", "timeout") == 1
    assert risen(before, after, "gradwalk_recordings_total", "store") == 1
    assert risen(before, after, "gradwalk_recordings_total", "run") == 2
    assert risen(before, after, "gradwalk_problems_total", "refused") == 1
    assert risen(before, after, "gradwalk_requests_total", "POST", GRAPHS, "201") == 2
    assert risen(before, after, "gradwalk_stage_seconds_count", "policy") == 4
    assert risen(before, after, "gradwalk_stage_seconds_count", "read") == 3
    for stage in ("run", "assemble", "explain", "layout", "pack", "write"):
        assert risen(before, after, "gradwalk_stage_seconds_count", stage) == 2


async def test_the_sandbox_is_seen(real: httpx.AsyncClient) -> None:
    await real.post(GRAPHS, json={"source": "seen = 1"})
    now = await counts(real)
    assert now["gradwalk_sandbox_ready", ()] == 1
    assert now["gradwalk_sandbox_zygotes", ()] == 1
    assert now["gradwalk_sandbox_running", ()] == now["gradwalk_sandbox_waiting", ()] == 0
    assert now["gradwalk_sandbox_zygote_bytes", ()] > 100 << 20
    assert now["process_resident_memory_bytes", ()] > 10 << 20


@pytest.mark.parametrize(
    ("audience", "peer", "headers", "status"),
    [
        ("here", "127.0.0.1", {}, 200),
        ("here", "::1", {}, 200),
        ("here", "203.0.113.9", {}, 404),
        ("here", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("everywhere", "203.0.113.9", {}, 200),
        ("nowhere", "127.0.0.1", {}, 404),
    ],
)
async def test_only_those_for_whom_they_are_can_read_them(
    tmp_path: Path, audience: Any, peer: str, headers: dict[str, str], status: int
) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/x.sqlite3", metrics=audience))
    transport = httpx.ASGITransport(app, client=(peer, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        assert (await client.get("/metrics")).status_code == status
