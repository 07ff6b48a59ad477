"""Output is kept up to a cap, and only complete lines count."""

from gradwalk.recording.wire import MOST_BATCHES
from gradwalk.sandbox.output import Capped


def capped(cap: int, *chunks: bytes) -> Capped:
    output = Capped(cap)
    for chunk in chunks:
        output.take(chunk)
    return output


def test_lines_are_put_together_from_chunks() -> None:
    assert capped(100, b'{"a"', b":1}\n{}", b"\n").lines() == [b'{"a":1}', b"{}"]


def test_a_line_that_was_cut_off_is_no_line() -> None:
    output = capped(100, b"{}\n{")
    assert output.lines() == [b"{}"]
    assert output.rest() == b"{"


def test_only_a_newline_ends_a_line() -> None:
    assert capped(100, b"a\rb\x0bc\x1cd\n").lines() == [b"a\rb\x0bc\x1cd"]


def test_a_flood_of_lines_is_not_cut_into_all_of_them() -> None:
    assert len(capped(1 << 20, b"\n" * (1 << 20)).lines()) == MOST_BATCHES + 1


def test_nothing_is_no_line() -> None:
    assert capped(100).lines() == []


def test_what_is_past_the_cap_is_dropped() -> None:
    output = capped(4, b"a\nb", b"\nc\n", b"d\n")
    assert output.over
    assert output.lines() == [b"a", b"b"]


def test_output_up_to_the_cap_is_not_over() -> None:
    output = capped(4, b"a\nb\n")
    assert not output.over
    assert output.lines() == [b"a", b"b"]
