"""Where the boxes and curves end up."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from gradwalk.layout.dot import to_dot
from gradwalk.layout.engines import Engines
from gradwalk.layout.place import place
from gradwalk.layout.sketch import Box, Line, Sketch
from gradwalk.recording.layout import Layout, Point
from gradwalk.recording.recording import Recording

from .conftest import NAMES, load
from .programs import PROGRAMS, recordings

EVERY = sorted([*NAMES, *PROGRAMS])


def _recording(name: str) -> Recording:
    return recordings()[name] if name in PROGRAMS else load(name)


class Rectangle(NamedTuple):
    id: str
    left: float
    top: float
    right: float
    bottom: float
    pill: float


def _pictures(layout: Layout) -> dict[str | None, tuple[float, float, dict[str, Rectangle]]]:
    """The width and the height of each picture, and what stands in it, as it starts."""
    pictures: dict[str | None, tuple[float, float, dict[str, Rectangle]]] = {None: (layout.width, layout.height, {})}
    for group in layout.groups:
        pictures[group.id] = (group.width, group.height, {})
        size = (group.width, group.height) if group.open else (group.closed_width, group.closed_height)
        box = Rectangle(group.id, group.x, group.y, group.x + size[0], group.y + size[1], size[0])
        pictures[group.group][2][group.id] = box
    for node in layout.nodes:
        box = Rectangle(
            node.id, node.x, node.y, node.x + node.width, node.y + node.height, node.pill_width or node.width
        )
        pictures[node.group][2][node.id] = box
    return pictures


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


@pytest.mark.parametrize("name", EVERY)
async def test_boxes_lie_inside_their_picture_and_clear_of_each_other(engines: Engines, name: str) -> None:
    layout = await place(engines, _recording(name))
    for width, height, boxes in _pictures(layout).values():
        for box in boxes.values():
            assert 0 <= box.left <= box.right <= width
            assert 0 <= box.top <= box.bottom <= height
        # The rest of a picture of thousands is like the beginning of it.
        some = list(boxes.values())[:200]
        assert [(a.id, b.id) for a, b in itertools.combinations(some, 2) if _overlap(a, b)] == []


@pytest.mark.parametrize("name", EVERY)
async def test_curves_leave_the_foot_of_a_box_and_arrive_on_top_of_a_pill(engines: Engines, name: str) -> None:
    layout = await place(engines, _recording(name))
    pictures = _pictures(layout)
    around = {node.id: node.group for node in layout.nodes} | {group.id: group.group for group in layout.groups}
    kinds = {node.id: node.kind for node in layout.nodes}
    for edge in layout.edges:
        here = edge.source
        for leg in edge.exits:
            assert around[here] == leg.group
            _leaves(leg.points, pictures[leg.group][2][here], kinds.get(here))
            assert leg.points[-1][1] == pytest.approx(pictures[leg.group][1], abs=0.3)
            here = leg.group
        assert around[here] == edge.group
        _leaves(edge.points, pictures[edge.group][2][here], kinds.get(here))
        there = edge.entries[0].group if edge.entries else edge.target
        _arrives(edge.points, pictures[edge.group][2][there], kinds.get(here))
        inward = [*(leg.group for leg in edge.entries), edge.target][1:]
        for leg, inner in zip(edge.entries, inward, strict=True):
            assert leg.points[0][1] == pytest.approx(0, abs=0.3)
            _arrives(leg.points, pictures[leg.group][2][inner], None)


def _leaves(points: Sequence[Point], box: Rectangle, kind: str | None) -> None:
    assert len(points) % 3 == 1
    (x, y) = points[0]
    if kind == "constant":
        assert x == pytest.approx(box.right, abs=0.3)
    else:
        assert box.left <= x <= box.right
        assert y == pytest.approx(box.bottom, abs=1.5)


def _arrives(points: Sequence[Point], box: Rectangle, kind: str | None) -> None:
    (x, y) = points[-1]
    assert abs(x - (box.left + box.right) / 2) <= box.pill / 2 + 0.3
    if kind != "constant":
        assert y == pytest.approx(box.top, abs=1.5)


async def test_two_edges_between_the_same_boxes_stay_apart(engines: Engines) -> None:
    layout = await place(engines, load("05_grad_fn"))
    first, second = (edge.points for edge in layout.edges if edge.label)
    assert first[0][0] + 40 < second[0][0]
    assert first[-1][0] + 40 < second[-1][0]


@pytest.mark.parametrize("name", EVERY)
async def test_the_same_recording_is_laid_out_the_same_way(engines: Engines, name: str) -> None:
    assert await place(engines, _recording(name)) == await place(engines, _recording(name))


async def test_a_large_picture_is_laid_out_by_the_layered_engine(engines: Engines) -> None:
    recording = recordings()["a long chain"]
    layout = await place(engines, recording)
    assert layout.engine == "layered"
    drawn = {node.function for node in layout.nodes if node.function}
    assert drawn == {row.id for row in recording.functions if row.variable is None}


async def test_tensors_that_nothing_joins_stand_in_rows(engines: Engines) -> None:
    layout = await place(engines, load("01_create"))
    assert layout.width < 1000


def test_nothing_of_the_program_reaches_dot() -> None:
    hostile = '"]; evil [label="<script>'
    sketch = Sketch({hostile: Box(10, 10), "b": Box(10, 10)}, {hostile: Line(hostile, "b")})
    assert "evil" not in to_dot(sketch).source


async def test_a_program_without_tensors_has_an_empty_drawing(engines: Engines) -> None:
    recording = load("05_grad_fn").model_copy(update={"tensors": (), "functions": (), "steps": ()})
    assert (await place(engines, recording)).nodes == ()
