"""Where the boxes and curves end up."""

import itertools

import pytest
from gradwalk.errors import LayoutError
from gradwalk.layout import place as placing
from gradwalk.layout.dot import to_dot
from gradwalk.layout.drawing import draw
from gradwalk.layout.engine import Dot
from gradwalk.layout.place import place
from gradwalk.layout.sizes import measure
from gradwalk.recording.layout import PlacedNode
from gradwalk.recording.recording import Recording
from gradwalk.recording.tensors import Tensor

from .conftest import load


def _overlap(a: PlacedNode, b: PlacedNode) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


async def test_boxes_lie_inside_the_drawing_and_clear_of_each_other(dot: Dot, recording: Recording) -> None:
    layout = await place(dot, recording)
    for node in layout.nodes:
        assert 0 <= node.x <= layout.width - node.width
        assert 0 <= node.y <= layout.height - node.height
    assert [(a.id, b.id) for a, b in itertools.combinations(layout.nodes, 2) if _overlap(a, b)] == []


async def test_curves_leave_the_foot_of_a_box_and_arrive_on_top_of_a_pill(dot: Dot, recording: Recording) -> None:
    layout = await place(dot, recording)
    nodes = {node.id: node for node in layout.nodes}
    for edge in layout.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        (x0, y0), (x1, y1) = edge.points[0], edge.points[-1]
        assert len(edge.points) % 3 == 1
        if source.kind == "constant":
            assert x0 == pytest.approx(source.x + source.width, abs=0.3)
            assert target.x <= x1 <= target.x + target.width
            continue
        assert y0 == pytest.approx(source.y + source.height, abs=1.5)
        assert y1 == pytest.approx(target.y, abs=1.5)
        assert source.x <= x0 <= source.x + source.width
        pill = target.pill_width or target.width
        assert abs(x1 - (target.x + target.width / 2)) <= pill / 2


async def test_two_edges_between_the_same_boxes_stay_apart(dot: Dot) -> None:
    layout = await place(dot, load("05_grad_fn"))
    first, second = (edge.points for edge in layout.edges if edge.label)
    assert first[0][0] + 40 < second[0][0]
    assert first[-1][0] + 40 < second[-1][0]


async def test_the_same_recording_is_laid_out_the_same_way(dot: Dot, recording: Recording) -> None:
    assert await place(dot, recording) == await place(dot, recording)


async def test_tensors_that_nothing_joins_stand_in_rows(dot: Dot) -> None:
    layout = await place(dot, load("01_create"))
    assert layout.width < 1000


def test_nothing_of_the_program_reaches_dot() -> None:
    recording = load("05_grad_fn")
    hostile = '"]; evil [label="<script>'
    tensors = tuple(row.model_copy(update={"names": (hostile,)}) for row in recording.tensors)
    drawing = draw(recording.model_copy(update={"tensors": tensors}))
    assert "evil" not in to_dot(drawing, measure(recording, drawing)).source


async def test_a_program_without_tensors_has_an_empty_drawing(dot: Dot) -> None:
    recording = load("05_grad_fn").model_copy(update={"tensors": (), "functions": (), "steps": ()})
    assert (await place(dot, recording)).nodes == ()


async def test_a_graph_too_large_to_lay_out_says_so(dot: Dot) -> None:
    recording = load("01_create")
    row = recording.tensors[0].model_copy(update={"names": ("x",), "grad_fn": None})
    rows: tuple[Tensor, ...] = tuple(row.model_copy(update={"id": f"t{n + 1}"}) for n in range(placing.MAX_NODES + 1))
    with pytest.raises(LayoutError, match="501 boxes"):
        await place(dot, recording.model_copy(update={"tensors": rows, "functions": (), "steps": ()}))
