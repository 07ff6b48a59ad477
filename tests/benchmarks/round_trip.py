"""The chapter's 05: the plain program, torchviz's drawing of it in process, and a whole uncached POST, with its stages.

The three take turns, each in a process of its own with one thread, so that whatever else the machine does is done to all.
The POSTs differ in the seed, so that none comes from the store. Before each is a pause, as between readers, in which
the processor forgets all three, and processes are forked ahead; then the same without one.
"""

import http.client
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..load.server import Server, metrics, serving

EXAMPLES = Path(__file__).parents[2] / "backend" / "gradwalk" / "program" / "examples"
SOURCE = (EXAMPLES / "05_grad_fn.py").read_text()
ROUNDS = 100
PAUSE_SECONDS = 0.05
P50_GOAL, P95_GOAL = 1.3, 2.5
# Nobody waits for a rate limit here.
SETTINGS = {
    "runs_per_minute": "1000000",
    "pictures_per_minute": "1000000",
    "reads_per_minute": "1000000",
    "trusted_proxies": "127.0.0.1",
}
_STAGE = re.compile(r'gradwalk_stage_seconds_sum\{stage="(\w+)"\}')

_IN_PROCESS = """
import contextlib, io, sys, time
import torch
from torchviz import make_dot
torch.set_num_threads(1)
code = compile(open(sys.argv[1]).read(), "<program>", "exec")
def plain():
    with contextlib.redirect_stdout(io.StringIO()):
        scope = {"__name__": "__main__"}
        exec(code, scope)
    return scope
def drawn():
    make_dot(plain()["out"]).pipe("svg")
plain(), drawn()
print(flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    {"plain": plain, "drawn": drawn}[line.strip()]()
    print(time.perf_counter() - start, flush=True)
"""

Taken = Mapping[str, list[float]]


def main() -> None:
    """Print medians and 95th percentiles in ms, their ratios to torchviz's median, and where the time of a POST goes."""
    with serving(**SETTINGS) as server, _in_process() as do, connected(server) as post:
        for seed in range(10):
            post(1_000_000 + seed)
        print(f"05_grad_fn.py, {ROUNDS} rounds in which they take turns, one thread each")
        print(f"goals: a POST's p50 at most {P50_GOAL} x torchviz's, its p95 at most {P95_GOAL} x\n")
        before = _stages(server)
        taken = _rounds(do, post, 0, PAUSE_SECONDS)
        stages = {name: (seconds - before[name]) / ROUNDS for name, seconds in _stages(server).items()}
        crowded = _rounds(do, post, ROUNDS, 0)
    drawn = statistics.median(taken["drawn"])
    print(f"{'':40}{'p50 ms':>9}{'p95 ms':>9}{'p50 x':>8}{'p95 x':>8}")
    _print_row("plain program", taken["plain"], drawn)
    _print_row("torchviz make_dot().pipe('svg')", taken["drawn"], drawn)
    _print_row("uncached POST, layout included", taken["post"], drawn)
    _print_row("  the same without a pause", crowded["post"], statistics.median(crowded["drawn"]))
    print("\nby stage, mean ms; `assemble` and `layout` go on while `run` waits for its process to end")
    print("   ".join(f"{name} {seconds * 1e3:.2f}" for name, seconds in stages.items()))


def _rounds(do: Callable[[str], float], post: Callable[[int], float], seed: int, pause: float) -> Taken:
    taken: dict[str, list[float]] = {"plain": [], "drawn": [], "post": []}
    for number in range(ROUNDS):
        for name, take in (
            ("plain", partial(do, "plain")),
            ("drawn", partial(do, "drawn")),
            ("post", partial(post, seed + number)),
        ):
            time.sleep(pause)
            taken[name].append(take())
    return taken


def _print_row(name: str, taken: list[float], base: float) -> None:
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"{name:40}{p50 * 1e3:9.2f}{p95 * 1e3:9.2f}{p50 / base:8.2f}{p95 / base:8.2f}")


def _stages(server: Server) -> dict[str, float]:
    return {found[1]: value for name, value in metrics(server).items() if (found := _STAGE.fullmatch(name))}


@contextmanager
def _in_process() -> Iterator[Callable[[str], float]]:
    """Does the one or the other once, in a process that keeps torch loaded, and returns its seconds."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _IN_PROCESS, str(EXAMPLES / "05_grad_fn.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    asked, answers = process.stdin, process.stdout

    def do(what: str) -> float:
        asked.write(f"{what}\n")
        asked.flush()
        return float(answers.readline())

    with process:
        answers.readline()
        yield do
        asked.close()


@contextmanager
def connected(server: Server) -> Iterator[Callable[[int], float]]:
    """Posts the chapter's 05 with a seed on a connection that is kept, and returns the seconds to the answer's last byte.

    The answer must be a whole recording with its layout.
    """
    connection = http.client.HTTPConnection(urlsplit(server.base).netloc, timeout=60)

    def post(seed: int) -> float:
        body = json.dumps({"source": SOURCE, "options": {"seed": seed}})
        start = time.perf_counter()
        connection.request("POST", "/api/v1/graphs", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        recording = json.loads(content)
        if answer.status != 201 or recording["outcome"]["kind"] != "finished" or not recording["layout"]["nodes"]:
            raise RuntimeError(f"the run was not recorded with a layout: {content[:500]!r}")
        return seconds

    yield post
    connection.close()
