"""Where in its layer each box stands: Brandes and Köpf's method, the narrowest of its four candidates. Pure; lengths in px."""

from collections.abc import Sequence
from itertools import pairwise

from .layers import Grid

BETWEEN_BOXES, BETWEEN_LINES = 56.0, 28.0


def columns_of(grid: Grid, widths: Sequence[float]) -> list[float]:
    """The middle of each box and station. Neighbours in a layer keep their distance; as much as can be stands in line."""
    conflicts = _conflicts(grid)
    narrowest: list[float] = []
    width = float("inf")
    for downward in (True, False):
        for leftward in (True, False):
            layers = grid.layers if downward else grid.layers[::-1]
            if not leftward:
                layers = [layer[::-1] for layer in layers]
            place = [0] * len(grid.up)
            for layer in layers:
                for at, box in enumerate(layer):
                    place[box] = at
            roots = _aligned(layers, place, grid.up if downward else grid.down, conflicts, downward)
            middles = _compacted(layers, roots, widths, grid.boxes)
            if not leftward:
                middles = [-x for x in middles]
            left = min(x - w / 2 for x, w in zip(middles, widths, strict=True))
            right = max(x + w / 2 for x, w in zip(middles, widths, strict=True))
            # Half a pixel narrower is no reason to lean the other way.
            if right - left < width - 0.5:
                width, narrowest = right - left, [x - left for x in middles]
    return narrowest


def _conflicts(grid: Grid) -> set[tuple[int, int]]:
    """Pieces of line that cross a longer line's straight piece: they give way."""
    place = [0] * len(grid.up)
    for layer in grid.layers:
        for at, box in enumerate(layer):
            place[box] = at
    found: set[tuple[int, int]] = set()
    for above, layer in pairwise(grid.layers):
        start, left = 0, 0
        for at, box in enumerate(layer):
            straight = next((up for up in grid.up[box] if up >= grid.boxes), None) if box >= grid.boxes else None
            if straight is None and at < len(layer) - 1:
                continue
            right = len(above) - 1 if straight is None else place[straight]
            for other in layer[start : at + 1]:
                for up in grid.up[other]:
                    inner = other >= grid.boxes and up >= grid.boxes
                    if not inner and not left <= place[up] <= right:
                        found.add((up, other))
            start, left = at + 1, right
    return found


def _aligned(
    layers: Sequence[Sequence[int]],
    place: Sequence[int],
    neighbours: Sequence[Sequence[int]],
    conflicts: set[tuple[int, int]],
    downward: bool,
) -> list[int]:
    """The topmost of those that each stands in one line with."""
    roots = list(range(len(place)))
    taken = [False] * len(place)
    for layer in layers[1:]:
        reached = -1
        for box in layer:
            near = sorted(neighbours[box], key=place.__getitem__)
            for middle in dict.fromkeys(((len(near) - 1) // 2, len(near) // 2)) if near else ():
                other = near[middle]
                piece = (other, box) if downward else (box, other)
                if not taken[other] and reached < place[other] and piece not in conflicts:
                    taken[other] = True
                    roots[box] = roots[other]
                    reached = place[other]
                    break
    return roots


def _compacted(
    layers: Sequence[Sequence[int]], roots: Sequence[int], widths: Sequence[float], boxes: int
) -> list[float]:
    """Every line of boxes as far left as its left neighbours allow, then as near to its right ones as they allow."""
    after: dict[int, list[tuple[int, float]]] = {root: [] for root in roots}
    waiting = dict.fromkeys(after, 0)
    for layer in layers:
        for left, right in pairwise(layer):
            apart = BETWEEN_LINES if left >= boxes or right >= boxes else BETWEEN_BOXES
            after[roots[left]].append((roots[right], (widths[left] + widths[right]) / 2 + apart))
            waiting[roots[right]] += 1
    at = dict.fromkeys(after, 0.0)
    ready = [root for root, count in waiting.items() if count == 0]
    for root in ready:
        for other, apart in after[root]:
            at[other] = max(at[other], at[root] + apart)
            waiting[other] -= 1
            if waiting[other] == 0:
                ready.append(other)
    for root in reversed(ready):
        if after[root]:
            at[root] = max(at[root], min(at[other] - apart for other, apart in after[root]))
    return [at[root] for root in roots]
