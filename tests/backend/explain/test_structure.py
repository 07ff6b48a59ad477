"""The plainest word that is true of a matrix."""

import pytest
from gradwalk.explain.structure import Rows, structure


@pytest.mark.parametrize(
    ("rows", "word", "block"),
    [
        ([[0, 0], [0, 0]], "zero", None),
        ([[1, 0], [0, 1]], "identity", None),
        ([[2, 0], [0, 0]], "diagonal", None),
        ([[0, 1], [1, 0]], "selection", None),
        ([[0, 1, 0]], "selection", None),
        ([[1, 1]], "dense", None),
        ([[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 5, 6], [0, 0, 7, 8]], "block_diagonal", (2, 2)),
        ([[1, 2, 0, 0], [0, 0, 3, 4]], "block_diagonal", (1, 2)),
        ([["NaN", 0], [0, 1]], "diagonal", None),
        ([[1, 0], [1, 1]], "dense", None),
    ],
)
def test_it_is_said_of_the_matrix(rows: Rows, word: str, block: tuple[int, int] | None) -> None:
    assert structure(rows) == (word, block)
