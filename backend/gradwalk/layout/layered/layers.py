"""Which layer each box stands in, and the stations that long lines pass on their way. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Border = Literal["top", "bottom"]
Pair = tuple[int, int]


def layers_of(borders: Sequence[Border | None], lines: Sequence[Pair]) -> list[int]:
    """The layer of each box: every line goes down at least one.

    A box that nothing leads to stands right above the first one that it leads to; those in a border stand outermost.

    Raises:
        ValueError: if the lines go in a circle.
    """
    below: list[list[int]] = [[] for _ in borders]
    waiting = [0] * len(borders)
    for source, target in lines:
        below[source].append(target)
        waiting[target] += 1
    sources = [box for box, count in enumerate(waiting) if count == 0]
    first = 1 if "top" in borders else 0
    layers = [first if border != "top" else 0 for border in borders]
    ready = sources[::-1]
    done = 0
    while ready:
        box = ready.pop()
        done += 1
        for target in below[box]:
            layers[target] = max(layers[target], layers[box] + 1)
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    if done < len(borders):
        raise ValueError("the lines go in a circle")
    for box in sources:
        if below[box] and borders[box] != "top":
            layers[box] = min(layers[target] for target in below[box]) - 1
    last = max((layer for layer, border in zip(layers, borders, strict=True) if border != "bottom"), default=-1) + 1
    return [last if border == "bottom" else layer for layer, border in zip(layers, borders, strict=True)]


@dataclass(slots=True)
class Grid:
    """Boxes and, from `boxes` on, stations of long lines, all by their number, layer by layer in order.

    `up` and `down` are the neighbours in the next layer of each; `paths` are the numbers that each line passes.
    """

    boxes: int
    layers: list[list[int]]
    up: list[list[int]]
    down: list[list[int]]
    paths: list[list[int]] = field(default_factory=list)


def grid_of(layers: Sequence[int], lines: Sequence[Pair]) -> Grid:
    """The boxes in their layers, in the order of their numbers, with a station in every layer that a line passes."""
    rows: list[list[int]] = [[] for _ in range(max(layers, default=-1) + 1)]
    for box, layer in enumerate(layers):
        rows[layer].append(box)
    grid = Grid(len(layers), rows, [[] for _ in layers], [[] for _ in layers])
    for source, target in lines:
        path = [source]
        for layer in range(layers[source] + 1, layers[target]):
            station = len(grid.up)
            grid.up.append([])
            grid.down.append([])
            rows[layer].append(station)
            path.append(station)
        path.append(target)
        for above, under in pairwise(path):
            grid.down[above].append(under)
            grid.up[under].append(above)
        grid.paths.append(path)
    return grid
