"""From a recording to a layout: draw, measure, let dot place, and put the details where they belong."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence

import graphviz
import orjson

from ..errors import LayoutError, LayoutTooLargeError
from ..recording.layout import Layout, PlacedEdge, PlacedNode, Point
from ..recording.recording import Recording
from .curves import beside, crosses, direct, lanes_of, led
from .dot import BESIDE_A_CHIP, BETWEEN_NODES, chip_sides, connected, gaps, to_dot
from .drawing import Drawing, draw
from .engine import Dot
from .sizes import Size, measure

MAX_NODES = 500
SECONDS = 3.0
PADDING = 24.0
# Up to this many boxes, a curve of our own is tried where dot's would wind.
MAX_CHECKED = 150
ROW_WIDTH, BETWEEN_ROWS = 640.0, 28.0


async def place(dot: Dot, recording: Recording, *, seconds: float = SECONDS) -> Layout:
    """Lay a recording out.

    Args:
        dot: what decides on the places.
        recording: the recording.
        seconds: how long `dot` may take.

    Raises:
        LayoutTooLargeError: if the graph has more than MAX_NODES boxes.
        LayoutError: if dot fails or takes longer than `seconds`.
    """
    drawing = await asyncio.to_thread(draw, recording)
    if len(drawing.nodes) > MAX_NODES:
        raise LayoutTooLargeError(f"the graph has {len(drawing.nodes)} boxes; up to {MAX_NODES} are laid out")
    if not drawing.nodes:
        return Layout(engine="dot", width=0, height=0, nodes=(), edges=())
    sizes, graph = await asyncio.to_thread(_measured, recording, drawing)
    drawn = await dot.lay_out(graph, seconds)
    return await asyncio.to_thread(layout_of, drawing, sizes, drawn)


def _measured(recording: Recording, drawing: Drawing) -> tuple[Mapping[str, Size], graphviz.Digraph]:
    sizes = measure(recording, drawing)
    return sizes, to_dot(drawing, sizes)


def layout_of(drawing: Drawing, sizes: Mapping[str, Size], drawn: bytes) -> Layout:
    """What dot said (`-Tjson0`), in px from the top left corner, with the chips beside their boxes."""
    answer = orjson.loads(drawn)
    height = float(answer["bb"].split(",")[3])
    centres = {box["name"]: _point(box["pos"], height) for box in answer.get("objects", ())}
    splines = {edge["id"]: [_point(p, height) for p in edge["pos"].split(" ")] for edge in answer.get("edges", ())}
    if set(centres) != connected(drawing):
        raise LayoutError("graphviz lost a box")
    boxes = _boxes(drawing, sizes, centres)
    edges = {edge.id: edge for edge in drawing.edges}
    lanes = lanes_of(drawing)
    margins = gaps(drawing, sizes)
    corners = {id: (x, y, x + sizes[id].width, y + sizes[id].height) for id, (x, y) in boxes.items()}
    curves: dict[str, list[Point]] = {}
    for id, points in splines.items():
        edge, (tail, head) = edges[id], lanes[id]
        straight = direct(points[0], tail, (points[-1][0], corners[edge.target][1]), head)
        others = [box for other, box in corners.items() if other not in (edge.source, edge.target)]
        clear = len(corners) <= MAX_CHECKED and not crosses(straight, others)
        curves[id] = straight if clear else led(points, tail, head, margins.get(edge.target, 0))
    for edge in drawing.edges:
        if edge.id not in curves:
            curves[edge.id] = beside(boxes[edge.source], boxes[edge.target], sizes[edge.source], sizes[edge.target])
    return _framed(drawing, sizes, boxes, curves)


def _point(text: str, height: float) -> Point:
    x, y = text.split(",")
    return float(x), height - float(y)


def _boxes(drawing: Drawing, sizes: Mapping[str, Size], centres: Mapping[str, Point]) -> dict[str, Point]:
    """Top left corners. dot's boxes carry their gap on top, so ours hang from their lower edge."""
    margins, sides = gaps(drawing, sizes), chip_sides(drawing, sizes)
    boxes = {}
    for id, (x, y) in centres.items():
        size = sizes[id]
        boxes[id] = (x - size.width / 2, y + (margins.get(id, 0) - size.height) / 2)
    boxes |= _rows(
        [id for id, node in drawing.nodes.items() if id not in boxes and node.kind != "constant"], sizes, boxes
    )
    taken: dict[str, float] = defaultdict(float)
    for edge in drawing.edges:
        if drawing.nodes[edge.source].kind == "constant":
            x, y = boxes[edge.target]
            size, pill = sizes[edge.source], sizes[edge.target].pill_height
            taken[edge.target] += size.width + BESIDE_A_CHIP
            boxes[edge.source] = (x - taken[edge.target], y + (min(pill, 28.0) - size.height) / 2)
    if any(taken[id] > sides[id] + 1 for id in sides):
        raise LayoutError("a constant found no room")
    return boxes


def _rows(loners: Sequence[str], sizes: Mapping[str, Size], boxes: Mapping[str, Point]) -> dict[str, Point]:
    """Boxes that nothing joins to another stand in rows under the graph, in the program's order."""
    left = min((x for x, _ in boxes.values()), default=0.0)
    right = max((x + sizes[id].width for id, (x, _) in boxes.items()), default=0.0)
    x, y = left, max((y + sizes[id].height + BETWEEN_ROWS for id, (_, y) in boxes.items()), default=0.0)
    edge, tallest, places = max(right, left + ROW_WIDTH), 0.0, {}
    for id in loners:
        if x > left and x + sizes[id].width > edge:
            x, y, tallest = left, y + tallest + BETWEEN_ROWS, 0.0
        places[id] = (x, y)
        x += sizes[id].width + BETWEEN_NODES / 2
        tallest = max(tallest, sizes[id].height)
    return places


def _framed(
    drawing: Drawing, sizes: Mapping[str, Size], boxes: Mapping[str, Point], curves: Mapping[str, Sequence[Point]]
) -> Layout:
    """Everything moved so that the drawing begins at PADDING, and rounded to tenths of a px."""
    corners = [*boxes.values(), *((x + sizes[id].width, y + sizes[id].height) for id, (x, y) in boxes.items())]
    corners += [point for curve in curves.values() for point in curve]
    left, top = min(x for x, _ in corners) - PADDING, min(y for _, y in corners) - PADDING
    right, bottom = max(x for x, _ in corners) + PADDING, max(y for _, y in corners) + PADDING

    def moved(point: Point) -> Point:
        return round(point[0] - left, 1), round(point[1] - top, 1)

    nodes = []
    for id, node in drawing.nodes.items():
        (x, y), size = moved(boxes[id]), sizes[id]
        nodes.append(
            PlacedNode(
                id=id,
                kind=node.kind,
                tensor=node.tensor,
                function=node.function,
                output_nr=node.output_nr,
                constant=node.constant,
                leaf_node=node.leaf_node,
                x=x,
                y=y,
                width=size.width,
                height=size.height,
                pill_width=size.pill_width,
                pill_height=size.pill_height,
                grid=size.grid,
            )
        )
    edges = tuple(
        PlacedEdge(
            id=edge.id,
            kind=edge.kind,
            source=edge.source,
            target=edge.target,
            function=edge.function,
            input=edge.input,
            step=edge.step,
            label=edge.label,
            points=tuple(moved(point) for point in curves[edge.id]),
        )
        for edge in drawing.edges
    )
    width, height = round(right - left, 1), round(bottom - top, 1)
    return Layout(engine="dot", width=width, height=height, nodes=tuple(nodes), edges=edges)
