"""The service as a whole: how soon it is there, how much memory it takes, and how much it answers in a second.

The clients run beside it on the same processors, in one process.
"""

import asyncio
import os
import statistics
import time

from gradwalk.sandbox.sandbox import Sandbox

from ..load.clients import Crowd, Sample
from ..load.mix import Request, drawing, post, read
from ..load.server import footprint, serving
from .round_trip import SETTINGS, SOURCE

STARTS = 3
CLIENTS = 8
RUNS, READS, DRAWINGS = 400, 4000, 100
READY_GOAL, MEMORY_GOAL = 1.0, 120
RUNS_GOAL, READS_GOAL, READ_GOAL, DRAWN_GOAL = 40, 800, 3.0, 40.0
MEBIBYTE = 1 << 20


def main() -> None:
    """Print three tables: the start, memory, and what is answered, each beside its goal."""
    cores = len(os.sched_getaffinity(0))
    answers, runs, resident = [], [], []
    for _ in range(STARTS):
        with serving() as server:
            answers.append(server.answers_after)
            runs.append(server.runs_after)
            resident.append(footprint(server).server_bytes / MEBIBYTE)
    zygote = asyncio.run(_zygote())
    print(f"The service, {cores} cores; the start is the median of {STARTS}\n")
    _row("seconds to /healthz", statistics.median(answers), READY_GOAL, "at most")
    _row("seconds to the first run", statistics.median(runs), zygote, "the zygote alone takes")
    _row("MiB resident, without torch", max(resident), MEMORY_GOAL, "at most")
    with serving(**SETTINGS, queue=str(CLIENTS)) as server:
        crowd = Crowd(server.base, CLIENTS)
        [kept] = asyncio.run(crowd.keep([SOURCE]))
        asyncio.run(crowd.play(_runs(40, "warm")))
        fresh, fresh_seconds = _played(crowd, _runs(RUNS, "run"))
        cached, cached_seconds = _played(crowd, [read(kept)] * READS)
        alone, _ = _played(Crowd(server.base, 1), [read(kept)] * (READS // 4))
        drawn, _ = _played(Crowd(server.base, 1), [drawing(kept)] * DRAWINGS)
        after = footprint(server).server_bytes / MEBIBYTE
    print(f"\n{CLIENTS} clients\n")
    _row("fresh runs a second", len(fresh) / fresh_seconds, RUNS_GOAL, "at least")
    _row("cached reads a second", len(cached) / cached_seconds, READS_GOAL, "at least")
    _row("cached read, one client, p50 ms", _p50(alone), READ_GOAL, "at most")
    _row("export to SVG, one client, p50 ms", _p50(drawn), DRAWN_GOAL, "at most")
    _row("MiB resident after all that", after, MEMORY_GOAL, "at most")


async def _zygote() -> float:
    start = time.perf_counter()
    sandbox = await Sandbox.start()
    await sandbox.ready()
    seconds = time.perf_counter() - start
    await sandbox.close()
    return seconds


def _runs(count: int, mark: str) -> list[Request]:
    return [post("fresh run", f"{SOURCE}\n# {mark} {number}\n", (201,), ("finished",)) for number in range(count)]


def _played(crowd: Crowd, requests: list[Request]) -> tuple[list[Sample], float]:
    start = time.perf_counter()
    samples = asyncio.run(crowd.play(requests))
    seconds = time.perf_counter() - start
    wrong = [sample for sample in samples if sample.fault or sample.status not in (200, 201)]
    if wrong:
        raise RuntimeError(f"{len(wrong)} answers are wrong, such as {wrong[0]}")
    return samples, seconds


def _p50(samples: list[Sample]) -> float:
    return statistics.median(sample.seconds for sample in samples) * 1e3


def _row(name: str, found: float, goal: float, relation: str) -> None:
    print(f"{name:36}{found:10.2f}   {relation} {goal:.4g}{found / goal:8.2f} x")
