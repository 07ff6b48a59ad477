"""Boxes and lines to places and curves: the whole of the layered layout. Pure; lengths in px, x to the right, y down."""

from collections.abc import Sequence
from typing import NamedTuple

from .beside import channels_of, long_lines
from .columns import columns_of
from .layers import Border, grid_of, layers_of
from .order import arrange
from .routes import Point, bands_of, curve, middles_of

STATIONS = 4


class Box(NamedTuple):
    """What is to be placed; those in the `top` or `bottom` border stand above or below all others."""

    width: float
    height: float
    border: Border | None = None


class Line(NamedTuple):
    """From box to box, by their numbers; `tail` and `head` are how far from the boxes' middles it ends, to the right."""

    source: int
    target: int
    tail: float = 0.0
    head: float = 0.0


class Placed(NamedTuple):
    """The middles of the boxes, and each line as a start and three Bezier points a segment."""

    middles: list[Point]
    curves: list[list[Point]]


def lay_out(boxes: Sequence[Box], lines: Sequence[Line], stations: int | None = None) -> Placed:
    """The same for the same input. Boxes keep clear of each other, lines go down and pass no box.

    Args:
        boxes: in the program's order.
        lines: in the program's order.
        stations: how many layers lines may pass in all; beyond that the longest go beside the picture. A few a box if None.

    Raises:
        ValueError: if the lines go in a circle.
    """
    pairs = [(line.source, line.target) for line in lines]
    layers = layers_of([box.border for box in boxes], pairs)
    long = long_lines(layers, pairs, STATIONS * len(boxes) if stations is None else stations)
    short = [number for number in range(len(lines)) if number not in long]
    grid = grid_of(layers, [pairs[number] for number in short])
    arrange(grid)
    passed = len(grid.up) - len(boxes)
    widths = [box.width for box in boxes] + [0.0] * passed
    heights = [box.height for box in boxes] + [0.0] * passed
    columns = columns_of(grid, widths)
    bands = bands_of(grid, heights, columns)
    middles = middles_of(grid, heights, bands)
    layer_of = layers + [0] * passed
    for number, layer in enumerate(grid.layers):
        for box in layer:
            layer_of[box] = number
    left = min((x - width / 2 for x, width in zip(columns, widths, strict=True)), default=0.0)
    right = max((x + width / 2 for x, width in zip(columns, widths, strict=True)), default=0.0)
    channels = channels_of(sorted(long), pairs, layers, left, right)
    paths = dict(zip(short, grid.paths, strict=True))
    curves = []
    for number, line in enumerate(lines):
        first, last = bands[layers[line.source]], bands[layers[line.target]]
        start = (columns[line.source] + line.tail, middles[line.source] + heights[line.source] / 2)
        end = (columns[line.target] + line.head, last[0], middles[line.target] - heights[line.target] / 2)
        if number in long:
            between = [(channels[number], bands[layers[line.source] + 1][0], bands[layers[line.target] - 1][1])]
        else:
            between = [(columns[station], *bands[layer_of[station]]) for station in paths[number][1:-1]]
        curves.append(curve(start, [(start[0], *first), *between, end]))
    return Placed(list(zip(columns[: len(boxes)], middles[: len(boxes)], strict=True)), curves)
