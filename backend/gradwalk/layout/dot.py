"""A sketch as DOT, and dot's answer as places. Nothing of the program's text goes in: boxes and lines have numbers. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import graphviz
import orjson

from ..errors import LayoutError
from ..recording.layout import Point
from .layered.routes import Band, curve
from .sketch import Line, Places, Sketch

# One px is one of graphviz's points.
PX_PER_INCH = 72
BETWEEN_RANKS, BETWEEN_NODES = 44, 56
# With this many boxes or fewer, dot keeps the inputs of a function in their order from left to right.
ORDERED_NODES = 80
_RANKS = {"top": "source", "bottom": "sink"}


def to_dot(sketch: Sketch) -> graphviz.Digraph:
    """The graph that dot lays out."""
    graph = graphviz.Digraph("gradwalk")
    graph.attr(ranksep=_inches(BETWEEN_RANKS), nodesep=_inches(BETWEEN_NODES), splines="true")
    if len(sketch.boxes) <= ORDERED_NODES:
        graph.attr(ordering="in")
    graph.attr("node", shape="box", fixedsize="true", label="")
    graph.attr("edge", dir="none", tailport="s", headport="n")
    numbers = {id: f"n{number}" for number, id in enumerate(sketch.boxes)}
    for id, box in sketch.boxes.items():
        graph.node(numbers[id], width=_inches(box.width), height=_inches(box.height))
    for border, rank in _RANKS.items():
        there = [numbers[id] for id, box in sketch.boxes.items() if box.border == border]
        if there:
            with graph.subgraph() as row:
                row.attr(rank=rank)
                for name in there:
                    row.node(name)
    for number, line in enumerate(sketch.lines.values()):
        graph.edge(numbers[line.source], numbers[line.target], id=f"e{number}")
    return graph


def from_dot(sketch: Sketch, drawn: bytes) -> Places:
    """What dot said (`-Tjson0`): its places, and lines where it leads them past other boxes, without its turns and loops.

    Raises:
        LayoutError: if a box or a line is missing.
    """
    answer = orjson.loads(drawn)
    height = float(answer["bb"].split(",")[3])
    at = {box["name"]: _point(box["pos"], height) for box in answer.get("objects", ()) if "pos" in box}
    splines = {edge["id"]: [_point(p, height) for p in edge["pos"].split(" ")] for edge in answer.get("edges", ())}
    try:
        middles = {id: at[f"n{number}"] for number, id in enumerate(sketch.boxes)}
        ranks = _Ranks(sketch, middles)
        curves = {
            id: ranks.curve(line, splines[f"e{number}"]) for number, (id, line) in enumerate(sketch.lines.items())
        }
    except KeyError as error:
        raise LayoutError("graphviz lost a box") from error
    return Places(middles, curves)


class _Ranks:
    """The bands of a picture's ranks: a line keeps to its place in each, and turns in the gaps between them."""

    def __init__(self, sketch: Sketch, middles: dict[str, Point]) -> None:
        self._sketch = sketch
        self._middles = middles
        tallest: dict[float, float] = defaultdict(float)
        for id, (_, y) in middles.items():
            tallest[round(y)] = max(tallest[round(y)], sketch.boxes[id].height)
        self._ys = sorted(tallest)
        self._bands: list[Band] = [(y - tallest[y] / 2, y + tallest[y] / 2) for y in self._ys]

    def curve(self, line: Line, spline: Sequence[Point]) -> list[Point]:
        (x0, y0), (x1, y1) = self._middles[line.source], self._middles[line.target]
        first, last = bisect_left(self._ys, round(y0)), bisect_left(self._ys, round(y1))
        start = (x0 + line.tail, y0 + self._sketch.boxes[line.source].height / 2)
        points = _sampled(spline) if last > first + 1 else []
        passed = [(_x_at(points, self._ys[rank]), *self._bands[rank]) for rank in range(first + 1, last)]
        end = (x1 + line.head, self._bands[last][0], y1 - self._sketch.boxes[line.target].height / 2)
        return curve(start, [(x0, *self._bands[first]), *passed, end])


_SAMPLES = 12


def _sampled(spline: Sequence[Point]) -> list[Point]:
    points = [spline[0]]
    for n in range(0, len(spline) - 3, 3):
        a, b, c, d = spline[n : n + 4]
        for t in (step / _SAMPLES for step in range(1, _SAMPLES + 1)):
            p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            points.append((p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]))
    return points


def _x_at(points: Sequence[Point], y: float) -> float:
    """Where a line that goes down first comes to `y`."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 >= y:
            return x0 if y1 <= y0 else x0 + (x1 - x0) * max(0.0, (y - y0) / (y1 - y0))
    return points[-1][0]


def _point(text: str, height: float) -> Point:
    x, y = text.split(",")
    return float(x), height - float(y)


def _inches(px: float) -> str:
    return f"{px / PX_PER_INCH:.4f}"
