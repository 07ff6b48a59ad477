"""A budget of running seconds: spent by runs, and given back by time."""

import pytest
from gradwalk.errors import SandboxBusyError
from gradwalk.sandbox.budget import Budget
from gradwalk.sandbox.sandbox import Sandbox
from gradwalk.sandbox.settings import SandboxSettings
from hypothesis import example, given
from hypothesis import strategies as st

from .conftest import program


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_when_it_is_spent_it_says_when_there_will_be_some_again() -> None:
    clock = Clock()
    budget = Budget(10, clock)
    for seconds in (4, 5, 3):
        budget.check()
        budget.spend(seconds)
        clock.now += 1
    with pytest.raises(SandboxBusyError) as busy:
        budget.check()
    # The first four of twelve seconds go 60 s after they were counted.
    assert busy.value.retry_after == 57
    clock.now += 57
    budget.check()


@example(1.0, [(0.0, 1e-06), (1.0, 0.0), (0.0, 0.0)])
@given(st.floats(0.1, 20), st.lists(st.tuples(st.floats(0, 8), st.floats(0, 30)), max_size=40))
def test_coming_back_when_told_is_never_too_early(seconds: float, runs: list[tuple[float, float]]) -> None:
    clock = Clock()
    budget = Budget(seconds, clock)
    for took, pause in runs:
        try:
            budget.check()
        except SandboxBusyError as busy:
            clock.now += busy.retry_after
            budget.check()
        budget.spend(took)
        clock.now += pause


def test_without_a_limit_everything_goes() -> None:
    budget = Budget(None)
    budget.spend(1e9)
    budget.check()


async def test_runs_past_the_budget_are_turned_away() -> None:
    sandbox = await Sandbox.start(SandboxSettings(run_seconds=0.3))
    try:
        await sandbox.run(program("import time\ntime.sleep(0.4)\n"))
        with pytest.raises(SandboxBusyError) as busy:
            await sandbox.run(program("print(1)\n"))
        assert 50 < busy.value.retry_after <= 60
    finally:
        await sandbox.close()
