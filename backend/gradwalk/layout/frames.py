"""A picture once its boxes have places: chips beside their boxes, loners in rows, curves in their lanes. Pure; lengths in px."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..recording.layout import Point
from .curves import beside, crosses, direct, led
from .groups import ROOT
from .pictures import BESIDE_A_CHIP, PORT, Leg, Picture, Pictures, is_port
from .sizes import Size
from .sketch import Places

PADDING, SIDE, FOOT = 24.0, 18.0, 18.0
HEADER = 34.0
# Up to this many boxes, a curve of our own is tried where the engine's would wind.
MAX_CHECKED = 150
ROW_WIDTH, BETWEEN_ROWS, BETWEEN_LONERS = 640.0, 28.0, 28.0
PILL = 28.0

Ports = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture with everything in its place: top left corners of boxes, and the curve of each edge's leg."""

    width: float
    height: float
    boxes: Mapping[str, Point]
    curves: Mapping[str, Sequence[Point]]

    def ports(self, picture: Picture) -> dict[str, float]:
        """How far right of the frame's middle each edge goes in or out."""
        found = {}
        for id, leg in picture.legs.items():
            if is_port(leg.source):
                found[id] = self.curves[id][0][0] - self.width / 2
            elif is_port(leg.target):
                found[id] = self.curves[id][-1][0] - self.width / 2
        return found


def frame(
    pictures: Pictures, picture: Picture, places: Places, sizes: Mapping[str, Size], ports: Ports, least: float
) -> Frame:
    """Put a picture into a frame that is at least so wide.

    Args:
        pictures: what the picture belongs to.
        picture: the picture.
        places: what an engine said to its sketch.
        sizes: of the picture's boxes.
        ports: see `Pictures.sketch`.
        least: px.
    """
    boxes = _boxes(pictures, picture, places, sizes)
    curves = _curves(pictures, picture, places, sizes, boxes, ports)
    for edge in pictures.constants[picture.group.id]:
        curves[edge.id] = beside(boxes[edge.source], boxes[edge.target], sizes[edge.source], sizes[edge.target])
    return _framed(picture, boxes, curves, sizes, least)


def _boxes(pictures: Pictures, picture: Picture, places: Places, sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Top left corners. The engine's boxes carry their gap on top, so ours hang from their lower edge."""
    margins = pictures.margins(picture)
    boxes = {}
    for id, (x, y) in places.middles.items():
        if not is_port(id):
            size = sizes[id]
            boxes[id] = (x - size.width / 2, y + (margins.get(id, 0) - size.height) / 2)
    boxes |= _rows([id for id in picture.boxes if id not in boxes], pictures.sides(picture), sizes, boxes)
    taken: dict[str, float] = defaultdict(float)
    for edge in pictures.constants[picture.group.id]:
        x, y = boxes[edge.target]
        size, pill = sizes[edge.source], sizes[edge.target].pill_height
        taken[edge.target] += size.width + BESIDE_A_CHIP
        boxes[edge.source] = (x - taken[edge.target], y + (min(pill, PILL) - size.height) / 2)
    return boxes


def _rows(
    loners: Sequence[str], sides: Mapping[str, float], sizes: Mapping[str, Size], boxes: Mapping[str, Point]
) -> dict[str, Point]:
    """Boxes that nothing joins to another stand in rows under the rest, in the program's order."""
    left = min((x for x, _ in boxes.values()), default=0.0)
    right = max((x + sizes[id].width for id, (x, _) in boxes.items()), default=0.0)
    x, y = left, max((y + sizes[id].height + BETWEEN_ROWS for id, (_, y) in boxes.items()), default=0.0)
    edge, tallest, places = max(right, left + ROW_WIDTH), 0.0, {}
    for id in loners:
        chips = sides.get(id, 0.0)
        if x > left and x + chips + sizes[id].width > edge:
            x, y, tallest = left, y + tallest + BETWEEN_ROWS, 0.0
        places[id] = (x + chips, y)
        x += chips + sizes[id].width + BETWEEN_LONERS
        tallest = max(tallest, sizes[id].height)
    return places


def _curves(
    pictures: Pictures,
    picture: Picture,
    places: Places,
    sizes: Mapping[str, Size],
    boxes: Mapping[str, Point],
    ports: Ports,
) -> dict[str, list[Point]]:
    margins = pictures.margins(picture)
    corners = {id: (x, y, x + sizes[id].width, y + sizes[id].height) for id, (x, y) in boxes.items()}
    curves: dict[str, list[Point]] = {}
    few = len(corners) <= MAX_CHECKED
    for id, leg in picture.legs.items():
        points = places.curves[pictures.line_of(leg)]
        tail, head = pictures.ends(leg, ports)
        margin = margins.get(leg.target, 0) if not is_port(leg.target) else 0.0
        start, end = _start(leg, places, corners), _end(leg, places, corners)
        straight = direct(start, tail, end, head)
        curves[id] = straight if few and not _crosses(straight, leg, corners) else led(points, margin)
    return curves


def _crosses(curve: Sequence[Point], leg: Leg, corners: Mapping[str, tuple[float, float, float, float]]) -> bool:
    return crosses(curve, [box for id, box in corners.items() if id not in (leg.source, leg.target)])


def _start(leg: Leg, places: Places, corners: Mapping[str, tuple[float, float, float, float]]) -> Point:
    if is_port(leg.source):
        x, y = places.middles[leg.source]
        return x, y + PORT / 2
    left, _, right, bottom = corners[leg.source]
    return (left + right) / 2, bottom


def _end(leg: Leg, places: Places, corners: Mapping[str, tuple[float, float, float, float]]) -> Point:
    if is_port(leg.target):
        x, y = places.middles[leg.target]
        return x, y - PORT / 2
    left, top, right, _ = corners[leg.target]
    return (left + right) / 2, top


def _framed(
    picture: Picture,
    boxes: Mapping[str, Point],
    curves: Mapping[str, Sequence[Point]],
    sizes: Mapping[str, Size],
    least: float,
) -> Frame:
    """Everything moved so that the picture begins at the origin, and rounded to tenths of a px."""
    corners = [*boxes.values(), *((x + sizes[id].width, y + sizes[id].height) for id, (x, y) in boxes.items())]
    corners += [point for curve in curves.values() for point in curve]
    root = picture.group.id == ROOT
    side, header, foot = (PADDING, PADDING, PADDING) if root else (SIDE, HEADER, FOOT)
    left, right = min(x for x, _ in corners) - side, max(x for x, _ in corners) + side
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    # Lines come in and go out in the border itself.
    top -= 0 if any(is_port(leg.source) for leg in picture.legs.values()) else header
    bottom += 0 if any(is_port(leg.target) for leg in picture.legs.values()) else foot
    missing = max(0.0, least - (right - left))
    left, right = left - missing / 2, right + missing / 2

    def moved(point: Point) -> Point:
        return round(point[0] - left, 1), round(point[1] - top, 1)

    return Frame(
        round(right - left, 1),
        round(bottom - top, 1),
        {id: moved(corner) for id, corner in boxes.items()},
        {id: tuple(moved(point) for point in curve) for id, curve in curves.items()},
    )
