"""Frames in a page of another site: how long ten of them take until all are ready, in ms by the wall."""

import statistics

from gradwalk.program.catalogue import examples

from .browser import measured

GOAL = 1200.0


def main() -> None:
    """Print what was measured, beside its goal. Needs Chromium, and the front end as it is built."""
    (program,) = (example.source for example in examples() if example.name == "05_grad_fn")
    taken = measured("frames.bench.ts", program)
    print("Ten frames of 05_grad_fn.py on one page; ms until the last is ready\n")
    print(f"{'':44}{'p50':>8}{'worst':>8}{'goal':>10}{'p50 / goal':>12}")
    for name, key in (("nothing cached", "fresh"), ("everything cached", "again")):
        p50, worst = statistics.median(taken[key]), max(taken[key])
        print(f"{name:44}{p50:8.0f}{worst:8.0f}{f'< {GOAL:.0f}':>10}{p50 / GOAL:12.2f}")
