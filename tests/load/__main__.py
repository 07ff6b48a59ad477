"""`make load`: a crowd asks a server of its own for everything at once, hostile programs among it, and nothing may be left.

CLIENTS and REQUESTS say how many, SEED in what order. The status is 1 if a bound is broken.
"""

import asyncio
import os
import sys
import time

from .clients import Crowd, Sample
from .mix import deck, read
from .programs import ORDINARY
from .server import Footprint, complaints, footprint, serving
from .verdicts import MEBIBYTE, beside_the_hostile, by_kind, by_program, by_status, verdicts

# Small limits, so that what never ends by itself ends soon; the rates are those of a crowd of crowds.
SETTINGS = {
    "wall_seconds": "1",
    "cpu_seconds": "1",
    "memory_bytes": str(128 * MEBIBYTE),
    "recording_bytes": str(MEBIBYTE),
    "runs_per_minute": "1000000",
    "pictures_per_minute": "1000000",
    "reads_per_minute": "1000000",
    "trusted_proxies": "127.0.0.1",
}
KEPT = 20
# Before the first look at what the server holds: so much of the same brings everything there that is made once.
REHEARSAL = 1000


def main() -> int:
    """Load a server; returns the exit status."""
    clients, requests, seed = (
        int(os.environ.get(*given)) for given in (("CLIENTS", "64"), ("REQUESTS", "20000"), ("SEED", "0"))
    )
    with serving(**SETTINGS) as server:
        crowd = Crowd(server.base, clients)
        kept = asyncio.run(crowd.keep([f"{ORDINARY}# {number}\n" for number in range(KEPT)]))
        asyncio.run(crowd.play(deck(REHEARSAL, kept, seed - 1)))
        before = footprint(server)
        quiet = asyncio.run(crowd.play([read(kept[number % KEPT]) for number in range(requests // 10)]))
        start = time.perf_counter()
        samples = asyncio.run(crowd.play(deck(requests - len(quiet), kept, seed)))
        seconds = time.perf_counter() - start
        after = footprint(server)
        found = list(verdicts([*quiet, *samples], before, after, complaints(server)))
    show(quiet, samples, seconds, before, after, clients)
    for verdict in found:
        print(f"{'holds ' if verdict.held else 'BROKEN'}  {verdict.bound}: {verdict.found}")
    return 0 if all(verdict.held for verdict in found) else 1


def show(
    quiet: list[Sample], samples: list[Sample], seconds: float, before: Footprint, after: Footprint, clients: int
) -> None:
    """Print the tables."""
    print(
        f"{clients} clients, {len(quiet)} cached reads, then {len(samples)} requests of every kind in {seconds:.0f} s"
    )
    print(f"{len(samples) / seconds:.0f} requests a second\n\n{'status':>8}{'answers':>8}")
    print("\n".join(by_status(samples)))
    print(f"\n{'':36}{'answers':>8}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}")
    print("\n".join([*by_kind(samples), "", *beside_the_hostile(quiet, samples)]))
    print("\nhostile programs, and how they ended")
    print("\n".join(by_program(samples)))
    print(f"\n{'at rest':24}{'before':>10}{'after':>10}")
    for name in sorted({*before.processes, *after.processes}):
        print(f"{name + ' processes':24}{before.processes.get(name, 0):10}{after.processes.get(name, 0):10}")
    print(f"{'descriptors of the server':24}{before.descriptors:9}{after.descriptors:10}")
    for name, old, new in (
        ("server", before.server_bytes, after.server_bytes),
        ("zygote", before.zygote_bytes, after.zygote_bytes),
    ):
        print(f"{name + ' resident MiB':24}{old / MEBIBYTE:10.1f}{new / MEBIBYTE:10.1f}")
    print()


if __name__ == "__main__":
    sys.exit(main())
