"""The recording of every operator's samples is what plain torch does, bit for bit."""

from collections.abc import Iterable
from typing import Any

import pytest
import torch

from ..conftest import forked
from .exceptions import EXCEPTIONS
from .judge import differences
from .oracle import behaviour
from .samples import FORWARD, GRADIENTS, dtypes_of, install, mistakes_of, operators, samples_of
from .seen import Run

OPERATORS = operators()
# Forking costs as much as one sample: the first ones share a process by so many.
TOGETHER = 20
# As many samples as are asked for gradients of gradients.
SOME = 8
# As often as an exception may take to show itself.
ROUNDS = 100
NAMES = [name for name, op in OPERATORS.items() if torch.float64 in dtypes_of(op)]


@pytest.fixture(scope="module", autouse=True)
def samples_are_loaded() -> None:
    """Load once what making samples makes torch load late."""
    samples_of(OPERATORS["add"], torch.float64, 1)


def cases(names: Iterable[str]) -> list[Any]:
    """A parameter an operator and dtype."""
    return [
        pytest.param(name, dtype, id=f"{name} {str(dtype).removeprefix('torch.')}")
        for name in names
        for dtype in dtypes_of(OPERATORS[name])
    ]


def rounding(name: str, dtype: torch.dtype) -> float:
    """How far apart the operator's values may be."""
    return torch.finfo(dtype).eps ** 0.5 if name in EXCEPTIONS else 0.0


def judged(name: str, dtype: torch.dtype, most: int | None = None, forward: str = FORWARD) -> list[str]:
    """What is not the same in the first `most` samples of an operator."""
    op = OPERATORS[name]
    return differences(op, lambda: samples_of(op, dtype, most), forward, rounding(name, dtype))


def steady(op: Any, dtype: torch.dtype) -> bool:
    """Whether plain torch computes the samples of `op` to the same bit, however often it is asked."""
    first = Run()
    # What is kept moves what comes next to other memory.
    kept = []
    for number in range(ROUNDS):
        run = Run()
        for sample in samples_of(op, dtype):
            install(op, sample)
            run.results += behaviour(FORWARD).results
            kept.append(bytes(17 * number + 100))
        if number and run != first:
            return False
        first = run
    return True


@pytest.mark.parametrize(
    "some",
    [NAMES[start : start + TOGETHER] for start in range(0, len(NAMES), TOGETHER)],
    ids=lambda some: f"{some[0]} to {some[-1]}",
)
def test_the_first_samples_are_recorded_as_they_are(some: list[str]) -> None:
    found = forked(lambda: {name: judged(name, torch.float64, 1) for name in some})
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.full
@pytest.mark.parametrize(("name", "dtype"), cases(OPERATORS))
def test_every_sample_is_recorded_as_it_is(name: str, dtype: torch.dtype) -> None:
    assert forked(lambda: judged(name, dtype)) == []


@pytest.mark.full
@pytest.mark.parametrize("name", NAMES)
def test_gradients_of_gradients_are_recorded_as_they_are(name: str) -> None:
    assert forked(lambda: judged(name, torch.float64, SOME, FORWARD + GRADIENTS)) == []


@pytest.mark.full
@pytest.mark.parametrize("name", [name for name, op in OPERATORS.items() if op.error_inputs_func is not None])
def test_what_torch_refuses_is_refused_in_the_same_words(name: str) -> None:
    op = OPERATORS[name]
    assert forked(lambda: differences(op, lambda: mistakes_of(op))) == []


@pytest.mark.full
@pytest.mark.parametrize(("name", "dtype"), cases(EXCEPTIONS))
def test_plain_torch_does_not_agree_with_itself_on_an_exception(name: str, dtype: torch.dtype) -> None:
    assert not forked(lambda: steady(OPERATORS[name], dtype))


@pytest.mark.full
def test_plain_torch_agrees_with_itself_elsewhere() -> None:
    assert forked(lambda: steady(OPERATORS["add"], torch.float64))


def test_nearly_all_of_torch_is_here() -> None:
    assert len(OPERATORS) >= 540
    assert len(EXCEPTIONS) <= 2
