"""Compares the recording of every sample of an operator with plain torch."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from gradwalk.recording.recording import Recording

from .oracle import behaviour, gradients
from .recorded import ITEMS, as_run, recording
from .samples import FORWARD, install
from .seen import Run, Seen, all_same, same


def differences(op: Any, samples: Callable[[], list[Any]], forward: str = FORWARD, rounding: float = 0.0) -> list[str]:
    """What is not the same, a line each with the sample's number; changes the process: call it in one of its own.

    Args:
        op: the operator.
        samples: makes its samples, the same ones each time.
        forward: what the program does with a sample before `BACKWARD`.
        rounding: see `same`.
    """
    torch.set_num_threads(1)
    plain = []
    for sample in samples():
        install(op, sample)
        plain.append(behaviour(forward))
    for run, sample in zip(plain, samples(), strict=True):
        install(op, sample)
        gradients(forward, run)
    found = []
    for number, (run, sample) in enumerate(zip(plain, samples(), strict=True)):
        install(op, sample)
        found += [f"sample {number}: {words}" for words in _judge(recording(forward), run, rounding)]
    return found


def _judge(recording: Recording, plain: Run, rounding: float) -> Iterator[str]:
    if recording.outcome.detail is not None or recording.outcome.limits:
        yield f"the outcome says {recording.outcome.detail} {recording.outcome.limits}"
    yield from compared(as_run(recording), plain, rounding)


def compared(recorded: Run, plain: Run, rounding: float = 0.0) -> Iterator[str]:
    """What of a recorded run is not as in the plain one."""
    if recorded.error != plain.error:
        yield f"the program raises {recorded.error}, not {plain.error}"
        return
    yield from _tensors("result", recorded.results, plain.results, rounding)
    yield from _tensors("operand", recorded.given, plain.given, rounding)
    if recorded.graph != plain.graph:
        yield f"the graph is {recorded.graph}, not {plain.graph}"
        return
    if recorded.leaves.keys() != plain.leaves.keys() or not all(
        same(recorded.leaves[place], plain.leaves[place], rounding) for place in plain.leaves
    ):
        yield f"the leaves are {recorded.leaves}, not {plain.leaves}"
    if [ran.place for ran in recorded.ran] != [ran.place for ran in plain.ran]:
        yield f"{[ran.place for ran in recorded.ran]} ran, not {[ran.place for ran in plain.ran]}"
        return
    for one, other in zip(recorded.ran, plain.ran, strict=True):
        if not (all_same(one.received, other.received, rounding) and all_same(one.sent, other.sent, rounding)):
            yield f"{plain.graph[other.place][0]} is {one}, not {other}"


def _tensors(what: str, recorded: Sequence[Seen], plain: Sequence[Seen], rounding: float) -> Iterator[str]:
    if len(recorded) != len(plain[:ITEMS]):
        yield f"{len(recorded)} {what}s, not {len(plain)}"
        return
    for number, (one, other) in enumerate(zip(recorded, plain[:ITEMS], strict=True)):
        facts = {name for name in vars(one) if name not in ("value", "grad") and vars(one)[name] != vars(other)[name]}
        if facts or not same(one.value, other.value, rounding) or not same(one.grad, other.grad, rounding):
            yield f"{what} {number} is {one}, not {other}; see {sorted(facts)}"
