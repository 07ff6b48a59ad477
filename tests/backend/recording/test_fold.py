"""The fold replays a recording to any step."""

import pytest
from gradwalk.recording.assemble import assemble
from gradwalk.recording.fold import fold
from gradwalk.recording.recording import Recording

from .conftest import ENGINE, EXITED, ID, PROGRAM


@pytest.fixture
def recording(lines: list[bytes]) -> Recording:
    return assemble(PROGRAM, ID, ENGINE, lines, EXITED)


def test_nothing_exists_before_the_first_step(recording: Recording) -> None:
    state = fold(recording, 0)
    assert (state.tensors, state.functions, state.names) == ({}, {}, {})


def test_tensors_and_functions_appear_with_the_step_that_made_them(recording: Recording) -> None:
    assert set(fold(recording, 2).tensors) == {"t1"}
    assert set(fold(recording, 3).tensors) == {"t1", "t2"}
    assert set(fold(recording, 3).functions) == {"f1", "f2"}


def test_names_follow_the_bindings(recording: Recording) -> None:
    assert fold(recording, 3).names == {"x": "t1"}
    assert fold(recording).names == {"x": "t1", "y": "t2"}


def test_the_seed_waits_at_the_root_until_it_runs(recording: Recording) -> None:
    root = fold(recording, 5).functions["f2"]
    assert root.ran is None
    assert [(a.function, a.value) for a in root.arrivals] == [(None, 2)]
    assert fold(recording, 5).calls == [1]


def test_two_contributions_meet_at_the_leaf_before_it_accumulates(recording: Recording) -> None:
    state = fold(recording, 6)
    assert [(a.function, a.input, a.value) for a in state.functions["f1"].arrivals] == [("f2", 0, 0), ("f2", 1, 0)]
    assert state.tensors["t1"].grad is None
    assert fold(recording, 7).tensors["t1"].grad == 3


def test_the_end_of_backward_frees_what_was_saved_and_closes_the_call(recording: Recording) -> None:
    state = fold(recording)
    assert state.functions["f2"].freed
    assert state.calls == []
    assert state.position == len(recording.steps)


def test_folding_twice_gives_equal_states_and_leaves_the_recording_alone(recording: Recording) -> None:
    before = recording.model_dump_json()
    assert fold(recording, 6) == fold(recording, 6)
    assert recording.model_dump_json() == before


@pytest.mark.parametrize("position", [-1, 9])
def test_a_position_outside_the_timeline_is_refused(recording: Recording, position: int) -> None:
    with pytest.raises(IndexError, match="recording of 8"):
        fold(recording, position)
