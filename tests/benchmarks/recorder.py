"""What recording costs: against the plain program and against torchlens, by the number of operations, and in memory.

Each program is timed in one process with one thread, in rounds in which the plain program, the recorder and torchlens take
turns. A forward and backward is the difference between a program that does several and one that does one.
"""

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from .programs import PROGRAMS, Program, chain

ROUNDS = 7
PLAIN_GOAL, TORCHLENS_GOAL, MEMORY_GOAL = 5, 0.08, 3


def main() -> None:
    """Print three tables: cost by program, cost by number of operations, memory."""
    print(f"Recording a forward and backward, {ROUNDS} rounds, one thread")
    print(f"goals: at most {PLAIN_GOAL} x plain and {TORCHLENS_GOAL} x torchlens, JSON apart\n")
    print(
        f"{'':22}{'plain ms':>10}{'recorded ms':>13}{'x plain':>9}{'JSON ms':>9}{'torchlens ms':>14}{'x torchlens':>13}"
    )
    for name in PROGRAMS:
        found = _in_a_process("cost", name)
        plain, recorded, written, traced = (found[key] for key in ("plain", "recorded", "json", "torchlens"))
        print(
            f"{name:22}{plain:10.2f}{recorded:13.2f}{recorded / plain:9.1f}{written:9.2f}{traced:14.1f}{recorded / traced:13.3f}"
        )
    print(f"\nBy the number of operations; memory is the peak above the plain program's (goal: {MEMORY_GOAL} x JSON)\n")
    print(f"{'operations':>12}{'us each':>10}{'JSON KiB':>10}{'memory KiB':>12}{'x JSON':>8}")
    for operations in (100, 1_000, 10_000):
        found = _in_a_process("growth", str(operations))
        size, memory = found["json"] / 1024, found["memory"]
        print(
            f"{operations:12}{found['seconds'] / operations * 1e6:10.1f}{size:10.0f}{memory:12.0f}{memory / size:8.1f}"
        )


def _in_a_process(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.recorder", *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _record(source: str) -> tuple[float, float, int]:
    """Seconds that recording `source` takes without writing JSON, those of writing, and how many bytes there are."""
    import orjson
    from gradwalk.recorder import timeline
    from gradwalk.recorder.limits import Limits
    from gradwalk.recorder.run import record
    from gradwalk.recording.recording import Options
    from gradwalk.recording.recording import Program as Source

    spent, size = [0.0], [0]

    class Timed:
        @staticmethod
        def dumps(content: Any) -> bytes:
            start = time.perf_counter()
            written = orjson.dumps(content)
            spent[0] += time.perf_counter() - start
            return written

    def count(line: bytes) -> None:
        size[0] += len(line)

    endless = Limits(steps=10**9, functions=10**9, recording_bytes=10**12)
    vars(timeline)["orjson"] = Timed
    start = time.perf_counter()
    try:
        record(Source(source=source, options=Options()), count, endless)
    finally:
        vars(timeline)["orjson"] = orjson
    return time.perf_counter() - start - spent[0], spent[0], size[0]


def _plain(source: str) -> float:
    """Seconds that `source` takes without the recorder, which is given its text, too."""
    start = time.perf_counter()
    exec(compile(source, "<program>", "exec"), {"__name__": "__main__"})
    return time.perf_counter() - start


def _cost(program: Program) -> dict[str, float]:
    """Milliseconds of a forward and backward."""
    many = 40 if program is PROGRAMS["chapter 05"] else 6
    once, often = program.setup + program.body, program.setup + program.body * (many + 1)
    trace = _tracer(program)
    taken: dict[str, list[float]] = {"plain": [], "recorded": [], "json": [], "torchlens": []}
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS + 1):
        taken["plain"].append((_plain(often) - _plain(once)) / many)
        more, less = _record(often), _record(once)
        taken["recorded"].append((more[0] - less[0]) / many)
        taken["json"].append((more[1] - less[1]) / many)
        start = time.perf_counter()
        trace()
        taken["torchlens"].append(time.perf_counter() - start)
    # The first round warms up.
    return {name: statistics.median(rounds[1:]) * 1e3 for name, rounds in taken.items()}


def _tracer(program: Program) -> Callable[[], None]:
    """A forward and backward under torchlens."""
    import torchlens
    from torchlens.options import CaptureOptions

    names: dict[str, Any] = {"__name__": "__main__"}
    exec(program.setup + program.traced, names)
    model, given = names["model"], names["x"]

    def trace() -> None:
        log = torchlens.trace(model, given, capture=CaptureOptions(backward_ready=True))
        log.log_backward(log[log.output_layers[0]].out.sum())

    return trace


def _growth(operations: int) -> dict[str, float]:
    """Seconds that recording takes, bytes of JSON, KiB of memory above the plain program's."""
    source = chain(operations)
    _record(chain(10))
    seconds = min(_record(source)[0] for _ in range(3))
    plain, recorded = _peak(lambda: _plain(source)), _peak(lambda: _record(source))
    return {"seconds": seconds, "json": _record(source)[2], "memory": recorded - plain}


def _peak(task: Callable[[], object]) -> float:
    """The most KiB that a forked process holds while it does `task`.

    It records a little first: a fresh process maps the pages of the libraries' code, which all share, as it first runs them.
    """
    child = os.fork()
    if child == 0:
        _record(chain(10))
        task()
        os._exit(0)
    return float(os.wait4(child, 0)[2].ru_maxrss)


if __name__ == "__main__":
    import torch

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    kind, what = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps(_cost(PROGRAMS[what]) if kind == "cost" else _growth(int(what))))
