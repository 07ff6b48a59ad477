"""The ruleset that each version of Landlock gets: `struct landlock_ruleset_attr` of <linux/landlock.h>."""

import struct

import pytest
from gradwalk.sandbox.landlock import ruleset


@pytest.mark.parametrize(
    ("abi", "fields"),
    [
        (1, (0x1FFF,)),
        (2, (0x3FFF,)),
        (3, (0x7FFF,)),
        (4, (0x7FFF, 3)),
        (5, (0xFFFF, 3)),
        (6, (0xFFFF, 3, 3)),
        (7, (0xFFFF, 3, 3)),
        (99, (0xFFFF, 3, 3)),
    ],
)
def test_every_right_that_a_version_knows_is_given_up(abi: int, fields: tuple[int, ...]) -> None:
    assert ruleset(abi) == struct.pack(f"={len(fields)}Q", *fields)


def test_signals_can_be_left_out_of_the_scopes() -> None:
    assert struct.unpack("=3Q", ruleset(6, scopes=1))[2] == 1
