"""How high the layers are, and the curves of the lines: they turn in the gaps between layers, where no box can be. Pure; px."""

from collections.abc import Sequence

from .layers import Grid

GAP, WIDEST_GAP, SLOPE = 44.0, 120.0, 0.08

# What is so near to straight is drawn straight.
STRAIGHT = 0.05

Point = tuple[float, float]
Band = tuple[float, float]
# Where a line passes a band, and the band's top and bottom.
Stop = tuple[float, float, float]


def bands_of(grid: Grid, heights: Sequence[float], columns: Sequence[float]) -> list[Band]:
    """Top and bottom of each layer. The further a line has to turn below a layer, the more room it has for it."""
    bands = []
    top = 0.0
    for layer in grid.layers:
        bottom = top + max((heights[box] for box in layer), default=0.0)
        bands.append((top, bottom))
        furthest = max((abs(columns[box] - columns[under]) for box in layer for under in grid.down[box]), default=0.0)
        top = bottom + min(WIDEST_GAP, max(GAP, furthest * SLOPE))
    return bands


def middles_of(grid: Grid, heights: Sequence[float], bands: Sequence[Band]) -> list[float]:
    """The y of the middle of each box: what nothing leads to stands at the bottom of its layer, all else at the top."""
    middles = [0.0] * len(heights)
    for layer, (top, bottom) in zip(grid.layers, bands, strict=True):
        for box in layer:
            half = heights[box] / 2
            middles[box] = top + half if grid.up[box] else bottom - half
    return middles


def curve(start: Point, stops: Sequence[Stop]) -> list[Point]:
    """From `start` down through the bands of `stops`: straight where it can be, turning in the gaps between them.

    The first stop is the band that it starts in, the last one ends where the line does.
    """
    points = [start]
    (x, y), (_, _, bottom) = start, stops[0]
    for to, top, end in stops[1:]:
        if abs(to - x) > STRAIGHT:
            if bottom > y:
                points += _straight(x, y, bottom)
            middle = (bottom + top) / 2
            points += [(x, middle), (to, middle), (to, top)]
            x, y = to, top
        bottom = end
    return points + _straight(x, y, bottom) if bottom > y else points


def _straight(x: float, start: float, end: float) -> list[Point]:
    third = (end - start) / 3
    return [(x, start + third), (x, end - third), (x, end)]
