"""Counts and times of what the service does, for Prometheus."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from .watch import Stage

# From a lookup's millisecond to the longest run.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_PAGE_BYTES = 4096


class Doing(Protocol):
    """What a sandbox does at a moment; see `gradwalk.sandbox.sandbox.State`."""

    @property
    def phase(self) -> str:
        """`ready`, or why not."""

    @property
    def running(self) -> int:
        """Programs that run."""

    @property
    def places(self) -> int:
        """How many may."""

    @property
    def waiting(self) -> int:
        """Programs in the queue."""

    @property
    def queue(self) -> int:
        """How many may be there."""

    @property
    def spares(self) -> tuple[int, ...]:
        """Processes that wait for a program."""

    @property
    def zygotes(self) -> int:
        """How many zygotes have been started."""


class Watched(Protocol):
    """A sandbox."""

    @property
    def state(self) -> Doing:
        """What it does now."""

    @property
    def zygote_pid(self) -> int:
        """Its zygote, once it has one."""


class Metrics:
    """A registry of its own for each app: a watcher of its pipeline, its requests and its sandbox."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        Info("gradwalk_build", "What runs.", registry=self._registry).info(
            {"gradwalk": version("gradwalk"), "torch": version("torch")}
        )
        self._runs = Counter("gradwalk_runs", "Runs by outcome.", ["outcome"], registry=self._registry)
        self._recordings = Counter(
            "gradwalk_recordings", "Recordings answered: kept before, or made.", ["from"], registry=self._registry
        )
        self._stages = Histogram(
            "gradwalk_stage_seconds",
            "Time in each stage from a text to a recording; of `run`, the wait for a place is part.",
            ["stage"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._requests = Counter(
            "gradwalk_requests", "Requests.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "gradwalk_request_seconds", "Time to an answer.", ["route"], buckets=_SECONDS, registry=self._registry
        )
        self._problems = Counter("gradwalk_problems", "Answers that are problems.", ["type"], registry=self._registry)

    def took(self, stage: Stage, seconds: float) -> None:
        """A stage has ended."""
        self._stages.labels(stage).observe(seconds)

    def answered(self, kept: bool) -> None:
        """A recording was found or made."""
        self._recordings.labels("store" if kept else "run").inc()

    def ended(self, kind: str) -> None:
        """A run ended."""
        self._runs.labels(kind).inc()

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered. `route` is a template: what clients make up would be labels without end."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def failed(self, problem: str) -> None:
        """An answer was a problem of this kind."""
        self._problems.labels(problem).inc()

    def watch(self, sandbox: Watched) -> None:
        """Show what `sandbox` does, whenever the metrics are read."""
        self._registry.register(_Sandbox(sandbox))

    def text(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self._registry)


class _Sandbox:
    def __init__(self, sandbox: Watched) -> None:
        self._sandbox = sandbox

    def collect(self) -> Iterator[Metric]:
        state = self._sandbox.state
        yield _gauge("ready", "Whether programs can be run now.", state.phase == "ready")
        yield _gauge("running", "Programs that run.", state.running)
        yield _gauge("places", "Programs that may run at a time.", state.places)
        yield _gauge("waiting", "Programs in the queue.", state.waiting)
        yield _gauge("queue", "Programs that may be in the queue.", state.queue)
        yield _gauge("spares", "Processes that are locked and wait for a program.", len(state.spares))
        yield _gauge("zygotes", "Zygotes started so far.", state.zygotes)
        if state.phase == "ready":
            yield _gauge("zygote_bytes", "Resident memory of the zygote.", resident_bytes(self._sandbox.zygote_pid))


def resident_bytes(pid: int) -> int:
    """The resident memory of a process; 0 if it is gone or not to be seen."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except OSError:
        return 0


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"gradwalk_sandbox_{name}", meaning, value=value)
