"""Texts that are no programs at all, and the promise that the check never fails."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import MAX_VIOLATIONS, check
from gradwalk.policy.syntax import MAX_DEPTH
from gradwalk.recording.recording import MAX_SOURCE_BYTES
from hypothesis import given
from hypothesis import strategies as st

Said = Callable[[str], list[tuple[str, str]]]


def test_the_limit_counts_bytes() -> None:
    assert check("#" * MAX_SOURCE_BYTES) == ()
    assert check("#" + "张" * (MAX_SOURCE_BYTES // 3)) == ()
    for source in ("#" * (MAX_SOURCE_BYTES + 1), "#" + "张" * (MAX_SOURCE_BYTES // 3 + 1)):
        (violation,) = check(source)
        assert violation.rule == "text"
        assert str(MAX_SOURCE_BYTES) in violation.reason.en


@pytest.mark.parametrize(("character", "name"), [("\0", "U+0000"), ("\ud800", "U+D800")])
def test_a_character_that_cannot_stand_in_a_program_is_marked(character: str, name: str) -> None:
    (violation,) = check(f"x = 1\ny = '张{character}'\n")
    assert (violation.rule, violation.line, violation.column, violation.end_column) == ("text", 2, 6, 7)
    assert name in violation.reason.en


@pytest.mark.parametrize(
    "source",
    [
        "1" + "+1" * 30_000,
        "x" + ".a" * 30_000,
        "-" * 60_000 + "1",
        "not " * 15_000 + "1",
        "x" + "[0]" * 20_000,
        "f" + "()" * 30_000,
        "\n".join(" " * depth + "if x:" for depth in range(MAX_DEPTH // 2)) + "\n" + " " * 100 + "pass",
        "if x: pass\n" + "elif x: pass\n" * (MAX_DEPTH + 1),
    ],
    ids=["sum", "attributes", "minus", "not", "subscripts", "calls", "blocks", "elif"],
)
def test_nesting_that_no_reader_follows_is_refused(source: str) -> None:
    assert {violation.rule for violation in check(source)} <= {"nesting", "syntax"}
    assert check(source)


def test_nesting_that_programs_have_is_open() -> None:
    assert check("x = " + "+".join("1" * 150)) == ()
    assert check("[" * 90 + "]" * 90) == ()


def test_line_ends_count_as_python_counts_them(said: Said) -> None:
    assert said("x = 1\r\nimport os\r\n") == [("import", "os")]
    assert said("x = '\u2028\x0c'\rimport os") == [("import", "os")]


def test_violations_come_in_the_order_of_the_source() -> None:
    places = [(v.line, v.column) for v in check("open(eval)\nimport os; import sys\n%time\n().__base__")]
    assert places == sorted(places)
    assert len(places) == 6


@pytest.mark.parametrize("line", ["import os", "open", "x.__code__", ">>> x", "%time"])
def test_a_text_of_nothing_but_violations_has_a_bounded_answer(line: str) -> None:
    violations = check(f"{line}\n" * 5_000)
    assert 0 < len(violations) <= MAX_VIOLATIONS
    assert violations[0].line == 1


_WORDS = st.sampled_from(
    [
        *("import os", "x", " ", "\n", "    ", "(", ")", "[", "]", ":", "def f", "class A", "=", "'", '"', "!ls", "%m"),
        *(">>> ", "...", "\r", "\t", "张", "\\", "#", "lambda", "match", "case", "async", "await", "f'{", "}'"),
        *("\0", ".__class__", "return", "é"),
    ]
)


@given(st.lists(_WORDS, max_size=30).map("".join) | st.text(max_size=60))
def test_whatever_the_text_is_it_is_compiled_or_marked_inside_itself(source: str) -> None:
    violations = check(source)
    if not violations:
        compile(source, "<program>", "exec")
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for violation in violations:
        assert (violation.line, violation.column) <= (violation.end_line, violation.end_column)
        assert 0 <= violation.column <= len(lines[violation.line - 1])
        assert 0 <= violation.end_column <= len(lines[violation.end_line - 1])
