"""Which kinds of file there are, and what is said in vain of each."""

import pytest
from gradwalk.commands.kinds import KINDS, LOOKS, Kind, kind_of, misplaced


@pytest.mark.parametrize("kind", KINDS)
def test_the_end_of_a_name_says_the_kind(kind: Kind) -> None:
    assert kind_of(f"walk.{kind}") == kind
    assert kind_of(f"WALK.{kind.upper()}") == kind


@pytest.mark.parametrize("name", ["walk.gif", "walk", "svg", "walk.svg.gz"])
def test_another_end_says_none(name: str) -> None:
    assert kind_of(name) is None


@pytest.mark.parametrize(
    ("kind", "in_vain"),
    [
        ("json", ["step", "from", "to", "theme", "lang"]),
        ("html", ["from", "to"]),
        ("anim.svg", ["step"]),
        ("dot", ["from", "to"]),
        ("svg", ["from", "to"]),
        ("png", ["from", "to"]),
        ("pdf", ["from", "to"]),
    ],
)
def test_what_a_kind_does_not_depend_on_is_named(kind: Kind, in_vain: list[str]) -> None:
    sentences = misplaced(kind, LOOKS)
    assert [sentence.partition(":")[0] for sentence in sentences] == [f"--{name}" for name in in_vain]
    assert all(f".{kind} " in sentence for sentence in sentences)


def test_a_moving_picture_that_is_told_one_step_says_how_it_is_told_several() -> None:
    (sentence,) = misplaced("anim.svg", ["step", "lang"])
    assert sentence.endswith("--from and --to.")
