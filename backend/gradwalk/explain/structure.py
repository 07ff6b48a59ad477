"""What is to be seen in a Jacobian: a diagonal, a selection, blocks."""

from collections.abc import Sequence

from ..recording.base import Real
from ..recording.jacobian import Structure

Rows = Sequence[Sequence[Real]]


def structure(rows: Rows) -> tuple[Structure, tuple[int, int] | None]:
    """The plainest word for a matrix and, for blocks, how many rows and columns one of them has.

    Args:
        rows: the matrix, of at least one element; what is not 0, NaN included, is a dependence.
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    entries = [(i, j) for i, row in enumerate(rows) for j, entry in enumerate(row) if entry != 0]
    if not entries:
        return "zero", None
    if height == width and all(i == j for i, j in entries):
        ones = len(entries) == height and all(rows[i][i] == 1 for i in range(height))
        return ("identity" if ones else "diagonal"), None
    if len(entries) == height == len({i for i, _ in entries}) and all(rows[i][j] == 1 for i, j in entries):
        return "selection", None
    for blocks in range(min(height, width), 1, -1):
        if height % blocks == 0 and width % blocks == 0:
            tall, wide = height // blocks, width // blocks
            if all(i // tall == j // wide for i, j in entries):
                return "block_diagonal", (tall, wide)
    return "dense", None
