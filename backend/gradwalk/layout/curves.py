"""Curves between boxes: the lanes that they keep to, and simpler ones where nothing is in the way. Pure; lengths in px."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from ..recording.layout import Point
from .drawing import Drawing, Edge
from .sizes import Size

# Edges into one pill arrive, and edges of one pair leave, this far apart, and all of them within a pill's width.
LANE, LANES = 44.0, 120.0
CLEARANCE = 8.0
SAMPLES, STEP = 16, 20.0

Box = tuple[float, float, float, float]


def lanes_of(drawing: Drawing) -> dict[str, tuple[float, float]]:
    """How far each edge is moved sideways at its tail and at its head, so that edges with one port stay apart."""
    into: dict[str, list[Edge]] = defaultdict(list)
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in drawing.edges:
        if drawing.nodes[edge.source].kind != "constant":
            into[edge.target].append(edge)
            between[edge.source, edge.target].append(edge)
    return {
        edge.id: (_lane(between[edge.source, edge.target], edge), _lane(edges, edge))
        for edges in into.values()
        for edge in edges
    }


def _lane(edges: Sequence[Edge], edge: Edge) -> float:
    return (edges.index(edge) - (len(edges) - 1) / 2) * min(LANE, LANES / len(edges))


def direct(start: Point, tail: float, end: Point, head: float) -> list[Point]:
    """One segment that leaves and arrives straight down."""
    (x0, y0), (x1, y1) = (start[0] + tail, start[1]), (end[0] + head, end[1])
    middle = (y0 + y1) / 2
    return [(x0, y0), (x0, middle), (x1, middle), (x1, y1)]


def led(points: Sequence[Point], margin: float) -> list[Point]:
    """A curve led on straight down through the gap above its box."""
    if margin <= 0:
        return list(points)
    x, y = points[-1]
    return [*points, (x, y + margin / 3), (x, y + 2 * margin / 3), (x, y + margin)]


def beside(source: Point, target: Point, chip: Size, box: Size) -> list[Point]:
    """From the right edge of a chip straight to the pill beside it."""
    start, y = source[0] + chip.width, source[1] + chip.height / 2
    end = target[0] + (box.width - (box.pill_width or box.width)) / 2
    third = (end - start) / 3
    return [(start, y), (start + third, y), (end - third, y), (end, y)]


def crosses(segment: Sequence[Point], boxes: Iterable[Box]) -> bool:
    """Whether one Bezier segment comes nearer than CLEARANCE to any box."""
    xs, ys = [x for x, _ in segment], [y for _, y in segment]
    near = [
        (left - CLEARANCE, top - CLEARANCE, right + CLEARANCE, bottom + CLEARANCE)
        for left, top, right, bottom in boxes
        if left - CLEARANCE < max(xs) and right + CLEARANCE > min(xs)
        if top - CLEARANCE < max(ys) and bottom + CLEARANCE > min(ys)
    ]
    if not near:
        return False
    # Near enough to each other that no box lies between two.
    samples = max(SAMPLES, ceil((max(ys) - min(ys) + max(xs) - min(xs)) / STEP))
    points = [_at(segment, n / samples) for n in range(samples + 1)]
    return any(left < x < right and top < y < bottom for left, top, right, bottom in near for x, y in points)


def _at(segment: Sequence[Point], t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = segment
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
