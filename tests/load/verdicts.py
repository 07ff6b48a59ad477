"""From what was measured to tables and verdicts."""

import os
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .answers import BUSY
from .clients import Sample
from .mix import SHARES
from .server import LAYOUT, Footprint

MEBIBYTE = 1 << 20
# What a server may hold more than before, of which the allocator's own slack is part.
SERVER_GROWTH = 32 * MEBIBYTE
ZYGOTE_GROWTH = 16 * MEBIBYTE
LAYOUT_DESCRIPTORS = 3
_SHOWN_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bound held: what it is of, and what was found."""

    held: bool
    bound: str
    found: str


def verdicts(
    samples: Sequence[Sample], before: Footprint, after: Footprint, complaints: "Counter[str]"
) -> Iterator[Verdict]:
    """Whether each bound of the load test held.

    Args:
        samples: every request that was made.
        before: what the server held once it had answered some of every kind.
        after: what it held at rest at the end.
        complaints: the errors in its log.
    """
    failures = Counter(sample.status for sample in samples if sample.status >= 500 and sample.status != BUSY)
    yield Verdict(not failures, "no 5xx but 503", _counted(failures) or "none")
    faults = Counter(f"{sample.kind} {sample.name}: {sample.fault}" for sample in samples if sample.fault)
    yield Verdict(not faults, "every answer is what its request must get", _counted(faults) or "all are")
    yield Verdict(not complaints, "the server's log has no error", _counted(complaints) or "none")
    ran = {sample.kind for sample in samples if sample.end}
    yield Verdict(
        {"fresh run", "hostile"} <= ran, "programs were run, hostile ones too", ", ".join(sorted(ran)) or "none"
    )
    # A layout's process is kept from when it is first needed, as many as there are cores of either engine, with three pipes.
    layouts = max(0, after.processes.get(LAYOUT, 0) - before.processes.get(LAYOUT, 0))
    kept = {LAYOUT: max(before.processes.get(LAYOUT, 0), 2 * len(os.sched_getaffinity(0)))}
    new = Counter(after.processes) - Counter({**before.processes, **kept})
    yield Verdict(not new, "no process is left over", _counted(new) or "none")
    more = after.descriptors - before.descriptors - LAYOUT_DESCRIPTORS * layouts
    yield Verdict(more <= 0, "no descriptor is left open", f"{before.descriptors} before, {after.descriptors} after")
    for name, limit, old, grown in (
        ("server", SERVER_GROWTH, before.server_bytes, after.server_bytes),
        ("zygote", ZYGOTE_GROWTH, before.zygote_bytes, after.zygote_bytes),
    ):
        found = f"{old / MEBIBYTE:.0f} MiB before, {grown / MEBIBYTE:.0f} MiB after"
        yield Verdict(grown - old <= limit, f"the {name} grows by at most {limit // MEBIBYTE} MiB", found)


def by_status(samples: Sequence[Sample]) -> list[str]:
    """A line for each status: how many answers had it, by the kind of request."""
    counts = Counter((sample.status, sample.kind) for sample in samples)
    lines = []
    for status in sorted({status for status, _ in counts}):
        kinds = [f"{counts[status, kind]} {kind}" for kind in SHARES if counts[status, kind]]
        total = sum(counts[status, kind] for kind in SHARES)
        lines.append(f"{status or 'none':>8}{total:8}   {', '.join(kinds)}")
    return lines


def by_kind(samples: Sequence[Sample]) -> list[str]:
    """A line for each kind of request that was answered with what it asked for: how long that took."""
    lines = []
    for kind in SHARES:
        taken = [sample.seconds for sample in samples if sample.kind == kind and sample.status not in (0, BUSY)]
        if taken:
            lines.append(f"{kind:36}{len(taken):8}{_milliseconds(taken)}")
    return lines


def beside_the_hostile(quiet: Sequence[Sample], samples: Sequence[Sample]) -> list[str]:
    """Cached reads while nothing else is asked for, and while hostile programs are under way."""
    rows = {
        "cached read, nothing else": [sample.seconds for sample in quiet],
        "cached read, hostile under way": [s.seconds for s in samples if s.kind == "cached read" and s.beside],
    }
    return [f"{name:36}{len(taken):8}{_milliseconds(taken)}" for name, taken in rows.items() if taken]


def by_program(samples: Sequence[Sample]) -> list[str]:
    """A line for each hostile program: how its runs ended."""
    ends: dict[str, Counter[str]] = {}
    for sample in samples:
        if sample.kind == "hostile":
            ends.setdefault(sample.name, Counter())[sample.end or "not run: busy"] += 1
    return [f"{name:40}{_counted(counts)}" for name, counts in sorted(ends.items())]


def _milliseconds(taken: Sequence[float]) -> str:
    cuts = statistics.quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else [*taken] * 99
    return "".join(f"{cuts[percent - 1] * 1e3:10.1f}" for percent in (50, 95, 99))


def _counted(counts: "Counter[str] | Counter[int]") -> str:
    shown = ", ".join(f"{count} × {what}" for what, count in counts.most_common(_SHOWN_FAULTS))
    return shown + (", …" if len(counts) > _SHOWN_FAULTS else "")
