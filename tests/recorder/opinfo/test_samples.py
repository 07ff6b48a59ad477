"""The recording of every operator's samples is what plain torch does, bit for bit."""

from collections.abc import Iterator
from typing import Any

import pytest
import torch

from ..conftest import forked
from .exceptions import EXCEPTIONS
from .judge import differences
from .samples import FORWARD, GRADIENTS, dtypes_of, mistakes_of, operators, samples_of

OPERATORS = operators()
# Forking costs as much as one sample: the first ones share a process by so many.
TOGETHER = 20
NAMES = [name for name, op in OPERATORS.items() if torch.float64 in dtypes_of(op) and name not in EXCEPTIONS]


@pytest.fixture(scope="module", autouse=True)
def samples_are_loaded() -> None:
    """Load once what making samples makes torch load late."""
    samples_of(OPERATORS["add"], torch.float64, 1)


def cases() -> Iterator[Any]:
    """A parameter an operator and dtype; those that cannot pass must fail."""
    for name, op in OPERATORS.items():
        for dtype in dtypes_of(op):
            excepted, reason = EXCEPTIONS.get(name, ((), ""))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if dtype in excepted else []
            yield pytest.param(name, dtype, id=f"{name} {str(dtype).removeprefix('torch.')}", marks=marks)


@pytest.mark.parametrize(
    "some",
    [NAMES[start : start + TOGETHER] for start in range(0, len(NAMES), TOGETHER)],
    ids=lambda some: f"{some[0]} to {some[-1]}",
)
def test_the_first_samples_are_recorded_as_they_are(some: list[str]) -> None:
    def judged(name: str) -> list[str]:
        return differences(OPERATORS[name], lambda: samples_of(OPERATORS[name], torch.float64, most=1))

    found = forked(lambda: {name: judged(name) for name in some})
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.full
@pytest.mark.parametrize(("name", "dtype"), list(cases()))
def test_every_sample_is_recorded_as_it_is(name: str, dtype: torch.dtype) -> None:
    op = OPERATORS[name]
    assert forked(lambda: differences(op, lambda: samples_of(op, dtype))) == []


@pytest.mark.full
@pytest.mark.parametrize("name", NAMES)
def test_gradients_of_gradients_are_recorded_as_they_are(name: str) -> None:
    op = OPERATORS[name]
    assert forked(lambda: differences(op, lambda: samples_of(op, torch.float64), FORWARD + GRADIENTS)) == []


@pytest.mark.full
@pytest.mark.parametrize("name", [name for name, op in OPERATORS.items() if op.error_inputs_func is not None])
def test_what_torch_refuses_is_refused_in_the_same_words(name: str) -> None:
    op = OPERATORS[name]
    assert forked(lambda: differences(op, lambda: mistakes_of(op))) == []


def test_nearly_all_of_torch_is_here() -> None:
    assert len(OPERATORS) >= 540
    assert len(EXCEPTIONS) <= 5
