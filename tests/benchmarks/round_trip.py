"""The chapter's 05: the plain program, torchviz's drawing of it in process, and a whole uncached POST.

Each is timed in a process of its own with one thread. The POSTs differ in the seed, so that none comes from the store.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "backend" / "gradwalk" / "program" / "examples"
SOURCE = (EXAMPLES / "05_grad_fn.py").read_text()
ROUNDS = 60
PORT = 8766

_IN_PROCESS = """
import contextlib, io, json, sys, time
import torch
from torchviz import make_dot
torch.set_num_threads(1)
code = compile(sys.stdin.read(), "<program>", "exec")
def plain():
    with contextlib.redirect_stdout(io.StringIO()):
        scope = {"__name__": "__main__"}
        exec(code, scope)
    return scope
def drawn():
    make_dot(plain()["out"]).pipe("svg")
def times(what, rounds):
    what()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return taken
print(json.dumps([times(plain, 300), times(drawn, %d)]))
"""


def main() -> None:
    """Print the three medians in ms and their ratios."""
    plain, drawn = _in_process()
    posted = _posted()
    rows = [
        ("plain program", plain),
        ("torchviz make_dot().pipe('svg')", drawn),
        ("uncached POST, layout included", posted),
    ]
    base = statistics.median(drawn)
    print(f"05_grad_fn.py, {ROUNDS} rounds, one thread each\n")
    print(f"{'':36}{'p50 ms':>9}{'p95 ms':>9}{'x torchviz':>12}")
    for name, taken in rows:
        p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:36}{p50 * 1e3:9.2f}{p95 * 1e3:9.2f}{p50 / base:12.2f}")


def _in_process() -> tuple[list[float], list[float]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _IN_PROCESS % ROUNDS],
        input=SOURCE,
        capture_output=True,
        text=True,
        check=True,
    )
    plain, drawn = json.loads(done.stdout)
    return plain, drawn


def _posted() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "gradwalk", "serve", "--port", str(PORT)],
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "OMP_NUM_THREADS": "1",
                "GRADWALK_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.sqlite3",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until(lambda: _post(10_000)["outcome"]["kind"] == "finished")
            taken = []
            for seed in range(ROUNDS):
                start = time.perf_counter()
                recording = _post(seed)
                taken.append(time.perf_counter() - start)
                if recording["outcome"]["kind"] != "finished" or not recording.get("layout"):
                    raise RuntimeError(f"the run did not finish with a layout: {recording['outcome']}")
            return taken
        finally:
            server.terminate()
            server.wait(10)


def _post(seed: int) -> dict[str, dict[str, str]]:
    body = json.dumps({"source": SOURCE, "options": {"seed": seed}}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/api/v1/graphs", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        recording: dict[str, dict[str, str]] = json.load(answer)
        return recording


def _wait_until(ready: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            if ready():
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)
