"""How large cards are: no larger than a telephone shows."""

import pytest
from gradwalk.layout.engines import Engines
from gradwalk.layout.place import place
from gradwalk.layout.sizes import WIDEST
from gradwalk.recording.layout import Grid
from gradwalk.recording.recording import Recording

from .conftest import NAMES, load
from .programs import recordings

WIDE = "lines and tables of many columns"


async def _cards(engines: Engines, recording: Recording) -> dict[str, tuple[float, Grid]]:
    """The width and the grid of the card of each tensor, by the last of its names or its id."""
    tensors = {tensor.id: tensor.names[-1] if tensor.names else tensor.id for tensor in recording.tensors}
    layout = await place(engines, recording)
    return {tensors[node.tensor]: (node.width, node.grid) for node in layout.nodes if node.tensor and node.grid}


@pytest.mark.parametrize("name", [*NAMES, WIDE])
async def test_a_card_is_no_wider_than_a_telephone(engines: Engines, name: str) -> None:
    cards = await _cards(engines, recordings()[name] if name == WIDE else load(name))
    assert {card: width for card, (width, _) in cards.items() if width > WIDEST} == {}


@pytest.mark.parametrize(
    ("name", "style", "rows", "columns"),
    [
        *[("x", "numbers", 2, 4), ("y", "numbers", 1, 7), ("w", "heat", 1, 16), ("m", "heat", 2, 8)],
        *[("q", "numbers", 2, 4), ("e", "numbers", 2, 4), ("z", "heat", 2, 2)],
    ],
)
async def test_a_line_too_wide_is_folded_and_a_table_too_wide_is_a_heat_map(
    engines: Engines, name: str, style: str, rows: int, columns: int
) -> None:
    _, grid = (await _cards(engines, recordings()[WIDE]))[name]
    assert (grid.style, grid.rows, grid.columns) == (style, rows, columns)
    # Two lines of one row are no two rows.
    assert grid.folded == (name == "x")
