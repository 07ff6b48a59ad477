"""Numbers are as short on a card as four significant digits allow."""

import pytest
from gradwalk.layout.numbers import written
from gradwalk.recording.base import Scalar


@pytest.mark.parametrize(
    ("scalar", "text"),
    [
        (3.0, "3"),
        (0.75, "0.75"),
        (-0.93319, "-0.9332"),
        (0.00001, "1e-05"),
        (True, "T"),
        (7, "7"),
        (2**40, "1.100e+12"),
        ("NaN", "NaN"),
        ((1.0, -2.0), "1-2j"),
        ((0.5, "Infinity"), "0.5+Infinityj"),
    ],
)
def test_a_number_is_written_in_at_most_four_digits(scalar: Scalar, text: str) -> None:
    assert written(scalar) == text
