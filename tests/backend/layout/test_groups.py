"""Calls, modules and iterations are boxes around exactly what they made."""

import pytest
from gradwalk.layout.drawing import draw
from gradwalk.layout.groups import LEAST_RUN, MOST_OPEN, ROOT, Groups, group, meeting
from gradwalk.recording.base import ScopeId
from gradwalk.recording.recording import Recording

from .programs import PROGRAMS, recordings

NAMES = sorted(PROGRAMS)


def _grouped(name: str) -> tuple[Recording, Groups]:
    recording = recordings()[name]
    return recording, group(recording, draw(recording))


def _scopes(recording: Recording, scope: ScopeId | None) -> list[ScopeId]:
    """The scopes around, from the inside out."""
    found = []
    parents = {row.id: row.parent for row in recording.scopes}
    while scope is not None:
        found.append(scope)
        scope = parents[scope]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_function_stands_in_the_boxes_of_its_own_scopes_and_no_others(name: str) -> None:
    recording, groups = _grouped(name)
    drawing = draw(recording)
    for node in drawing.nodes.values():
        if node.function is None:
            continue
        scopes = _scopes(recording, recording.functions[int(node.function[1:]) - 1].scope)
        around = [id for id in groups.around(node.id) if id.startswith("scope-")]
        own = [f"scope-{scope}" for scope in scopes]
        assert around == [id for id in own if id in groups.all]


@pytest.mark.parametrize("name", NAMES)
def test_no_line_goes_out_of_a_box_and_comes_back_into_it(name: str) -> None:
    recording, groups = _grouped(name)
    below: dict[str, set[str]] = {}
    for edge in draw(recording).edges:
        _, source, target = meeting(groups, edge.source, edge.target)
        below.setdefault(source, set()).add(target)
    for start in below:
        reached, pending = set(), list(below[start])
        while pending:
            if (id := pending.pop()) not in reached:
                reached.add(id)
                pending += below.get(id, ())
        assert start not in reached


def test_a_body_that_stops_and_goes_on_has_no_box() -> None:
    recording, groups = _grouped("generators that stop and go on")
    running = {scope.id for scope in recording.scopes if scope.name == "running"}
    assert running
    assert not {f"scope-{id}" for id in running} & groups.all.keys()


def test_parameters_stand_where_they_are_used() -> None:
    recording, groups = _grouped("a net of three layers")
    weight = next(row.id for row in recording.tensors if "net.layers.0.weight" in row.names)
    (inner, *_) = groups.around(f"leaf-{weight}")
    scope = recording.scopes[int(inner.removeprefix("scope-c")) - 1]
    assert (scope.module, scope.name) == ("Linear", "0")


def test_a_small_picture_starts_open_and_a_large_one_closed() -> None:
    _, small = _grouped("a net of three layers")
    assert all(one.open for one in small.all.values())
    recording, large = _grouped("a net of sixty layers")
    assert len(draw(recording).nodes) > MOST_OPEN
    assert not all(one.open for one in large.all.values())


def test_equal_neighbours_are_folded_into_one_with_their_number() -> None:
    _, groups = _grouped("a long loop")
    (run,) = (one for one in groups.all.values() if one.id.startswith("run-"))
    assert (run.parent, len(run.groups)) == (ROOT, run.count)
    assert run.count >= LEAST_RUN


def test_layers_that_take_turns_are_folded_as_well() -> None:
    recording, groups = _grouped("a net of sixty layers")
    (run,) = (one for one in groups.all.values() if one.id.startswith("run-"))
    assert [recording.scopes[int(id[1:]) - 1].module for id in run.scopes] == ["Linear", "ReLU"]
    assert run.count == 60
