"""Boxes and lines to places and curves: the whole of the layered layout. Pure; lengths in px, x to the right, y down."""

from collections.abc import Sequence
from typing import NamedTuple

from .columns import columns_of
from .layers import Border, grid_of, layers_of
from .order import arrange
from .routes import Point, bands_of, curve, middles_of


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


def lay_out(boxes: Sequence[Box], lines: Sequence[Line]) -> Placed:
    """The same for the same input. Boxes keep clear of each other, lines go down and pass no box.

    Raises:
        ValueError: if the lines go in a circle.
    """
    pairs = [(line.source, line.target) for line in lines]
    layers = layers_of([box.border for box in boxes], pairs)
    grid = grid_of(layers, pairs)
    arrange(grid)
    stations = len(grid.up) - len(boxes)
    widths = [box.width for box in boxes] + [0.0] * stations
    heights = [box.height for box in boxes] + [0.0] * stations
    columns = columns_of(grid, widths)
    bands = bands_of(grid, heights, columns)
    middles = middles_of(grid, heights, bands)
    layer_of = layers + [0] * stations
    for number, layer in enumerate(grid.layers):
        for box in layer:
            layer_of[box] = number
    curves = []
    for path, line in zip(grid.paths, lines, strict=True):
        x, end = columns[line.source] + line.tail, columns[line.target] + line.head
        stops = [(columns[number], *bands[layer_of[number]]) for number in path]
        stops[-1] = (end, stops[-1][1], middles[line.target] - heights[line.target] / 2)
        curves.append(curve((x, middles[line.source] + heights[line.source] / 2), stops))
    return Placed(list(zip(columns[: len(boxes)], middles[: len(boxes)], strict=True)), curves)
