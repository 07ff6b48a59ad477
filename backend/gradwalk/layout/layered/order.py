"""The order of each layer, from left to right: sweeps of medians, of which the one with the fewest crossings is kept. Pure."""

from bisect import bisect_right, insort
from collections.abc import Sequence

from .layers import Grid

SWEEPS = 6


def arrange(grid: Grid) -> None:
    """Sort every layer so that few lines cross. What is equally good stays in the program's order."""
    place = [0] * len(grid.up)
    for layer in grid.layers:
        _number(layer, place)
    best, fewest = [list(layer) for layer in grid.layers], _crossings(grid, place)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        downward = sweep % 2 == 0
        neighbours = grid.up if downward else grid.down
        for layer in grid.layers if downward else reversed(grid.layers):
            if len(layer) > 1:
                _sort(layer, place, neighbours)
        count = _crossings(grid, place)
        if count < fewest:
            best, fewest = [list(layer) for layer in grid.layers], count
    grid.layers[:] = best


def _sort(layer: list[int], place: list[int], neighbours: Sequence[Sequence[int]]) -> None:
    keys = {box: _median(place, neighbours[box], place[box]) for box in layer}
    layer.sort(key=keys.__getitem__)
    _number(layer, place)


def _number(layer: Sequence[int], place: list[int]) -> None:
    for at, box in enumerate(layer):
        place[box] = at


def _median(place: Sequence[int], neighbours: Sequence[int], otherwise: int) -> float:
    if not neighbours:
        return otherwise
    at = sorted([place[box] for box in neighbours])
    middle = len(at) // 2
    return at[middle] if len(at) % 2 else (at[middle - 1] + at[middle]) / 2


def _crossings(grid: Grid, place: Sequence[int]) -> int:
    count = 0
    for layer in grid.layers:
        seen: list[int] = []
        for box in layer:
            ends = sorted([place[under] for under in grid.down[box]])
            for end in ends:
                count += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return count
