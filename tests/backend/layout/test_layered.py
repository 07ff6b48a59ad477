"""The layered layout keeps its promises for every picture."""

import itertools

import pytest
from gradwalk.layout.layered.place import Box, Line, Placed, lay_out
from hypothesis import given
from hypothesis import strategies as st

_SIZES = st.floats(1, 400)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[Box], list[Line]]:
    """Boxes and lines without circles, in any order; some boxes stand in a border."""
    count = draw(st.integers(1, 12))
    order = draw(st.permutations(range(count)))
    boxes = [Box(draw(_SIZES), draw(_SIZES)) for _ in range(count)]
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=20))
    lines = [
        Line(order[min(pair)], order[max(pair)], draw(st.floats(-20, 20)), draw(st.floats(-20, 20)))
        for pair in pairs
        if pair[0] != pair[1]
    ]
    sources, targets = {line.source for line in lines}, {line.target for line in lines}
    for number in range(count):
        if number in sources - targets and draw(st.booleans()):
            boxes[number] = boxes[number]._replace(border="top")
        if number in targets - sources and draw(st.booleans()):
            boxes[number] = boxes[number]._replace(border="bottom")
    return boxes, lines


def _corners(boxes: list[Box], placed: Placed) -> list[tuple[float, float, float, float]]:
    return [
        (x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
        for box, (x, y) in zip(boxes, placed.middles, strict=True)
    ]


@given(pictures())
def test_no_two_boxes_overlap(picture: tuple[list[Box], list[Line]]) -> None:
    corners = _corners(picture[0], lay_out(*picture))
    for a, b in itertools.combinations(corners, 2):
        assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6


@given(pictures(), st.sampled_from([None, 0, 3]))
def test_lines_go_down_from_foot_to_top_and_pass_no_box(
    picture: tuple[list[Box], list[Line]], stations: int | None
) -> None:
    boxes, lines = picture
    placed = lay_out(boxes, lines, stations)
    corners = _corners(boxes, placed)
    for line, curve in zip(lines, placed.curves, strict=True):
        assert len(curve) % 3 == 1
        assert curve[0] == pytest.approx((placed.middles[line.source][0] + line.tail, corners[line.source][3]))
        assert curve[-1] == pytest.approx(
            (placed.middles[line.target][0] + line.head, corners[line.target][1]), abs=0.05
        )
        heights = [y for _, y in curve]
        assert heights == sorted(heights)
        others = [box for number, box in enumerate(corners) if number not in (line.source, line.target)]
        for (x0, y0), (x1, y1) in zip(curve[::3], curve[3::3], strict=False):
            beside = [box for box in others if y0 < box[3] - 1e-6 and y1 > box[1] + 1e-6]
            assert not beside if x0 != x1 else not [box for box in beside if box[0] < x0 < box[2]]


@given(pictures())
def test_what_stands_in_a_border_is_outermost(picture: tuple[list[Box], list[Line]]) -> None:
    corners = _corners(picture[0], lay_out(*picture))
    inner = [corner for corner, box in zip(corners, picture[0], strict=True) if box.border is None]
    for corner, box in zip(corners, picture[0], strict=True):
        if box.border == "top":
            assert all(corner[3] <= other[1] for other in inner)
        if box.border == "bottom":
            assert all(corner[1] >= other[3] for other in inner)


@given(pictures())
def test_the_same_picture_is_laid_out_the_same_way(picture: tuple[list[Box], list[Line]]) -> None:
    assert lay_out(*picture) == lay_out(*picture)


def test_a_chain_is_a_straight_line() -> None:
    placed = lay_out([Box(100, 40)] * 50, [Line(n, n + 1) for n in range(49)])
    assert len({x for x, _ in placed.middles}) == 1


def test_a_long_line_stands_beside_what_it_passes() -> None:
    boxes = [Box(100, 40)] * 5
    placed = lay_out(boxes, [*(Line(n, n + 1) for n in range(4)), Line(0, 4)])
    passed = _corners(boxes, placed)[2]
    (x, _) = placed.curves[-1][len(placed.curves[-1]) // 2]
    assert not passed[0] <= x <= passed[2]


def test_what_every_box_of_a_long_chain_sends_to_its_end_goes_down_beside_it_in_one_line() -> None:
    boxes = [Box(100, 40)] * 200
    chain = [Line(n, n + 1) for n in range(199)]
    placed = lay_out(boxes, [*chain, *(Line(n, 199) for n in range(190))], 0)
    assert len({x for x, _ in placed.middles}) == 1
    right = max(x for curve in placed.curves for x, _ in curve)
    assert right < 300
    assert sum(right in (x for x, _ in curve) for curve in placed.curves) == 190


def test_lines_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        lay_out([Box(1, 1)] * 2, [Line(0, 1), Line(1, 0)])
