"""Programs made at random leave what plain torch leaves: values, gradients, versions and the graph."""

from typing import Any

import pytest
from gradwalk.recording.fold import fold
from hypothesis import HealthCheck, given, settings

from .conftest import forked, lines_of, recording_of
from .generator import programs
from .plain import behaviour_of, run, same
from .running import plain, recorded
from .test_truth import as_held, walk

HEALTH = list(HealthCheck)


def check(source: str) -> None:
    ran: Any = forked(lambda: run(source))
    recording = recording_of(lines_of(source), source)
    assert recording.outcome.detail is None
    assert same(behaviour_of(recording), ran.behaviour)
    state = fold(recording)
    assert set(state.names) >= set(ran.tensors)
    folded = {name: state.tensors[state.names[name]] for name in ran.tensors}
    assert {n: repr(as_held(recording, folded[n])) for n in folded} == {n: repr(ran.tensors[n]) for n in folded}
    assert {n: walk(recording, folded[n].grad_fn or "") for n in ran.graphs} == ran.graphs
    assert repr(recorded(recording)) == repr(forked(lambda: plain(source)))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=HEALTH)
@given(programs())
def test_any_program_is_recorded_as_it_is(source: str) -> None:
    check(source)


@pytest.mark.full
@settings(max_examples=3000, deadline=None, suppress_health_check=HEALTH)
@given(programs(longest=16))
def test_thousands_of_longer_programs_are_recorded_as_they_are(source: str) -> None:
    check(source)
