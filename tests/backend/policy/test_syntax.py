"""What Python cannot read is a violation with Python's own words and place."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import check

Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("source", "marked", "words"),
    [
        ("x = = 1", "=", "invalid syntax"),
        ("x = (1,\n", "(", "'(' was never closed"),
        ("变量 = 1\nprint '张量'", "print '张量'", "Missing parentheses"),
        ("s = 'abc", "'", "unterminated string literal"),
        ("if True:\npass", "pass", "expected an indented block"),
        ("    x = 1", "x = 1", "unexpected indent"),
        ("if True:\n\tx = 1\n        y = 2", "y = 2", "inconsistent use of tabs"),
    ],
)
def test_python_s_words_and_place_are_kept(said: Said, source: str, marked: str, words: str) -> None:
    (violation,) = check(source)
    assert said(source) == [("syntax", marked)]
    assert words in violation.reason.en
    assert words in violation.reason.zh


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("变量 = '好'; return 变量", "return 变量"),
        ("x = '张量'; break", "break"),
        ("def 函数(甲, 甲): pass", "甲"),
        ("nonlocal x", "nonlocal x"),
    ],
)
def test_what_only_the_compiler_sees_is_found_at_its_place(said: Said, source: str, marked: str) -> None:
    assert said(source) == [("syntax", marked)]


@pytest.mark.parametrize(
    ("character", "twin"), [("（", "("), ("，", ","), ("：", ":"), ("＝", "="), ("“", '"'), ("、", ","), ("×", "*")]
)
def test_a_character_of_another_keyboard_is_named_with_its_twin(said: Said, character: str, twin: str) -> None:
    source = f"x = 1 {character} 2"
    assert said(source) == [("syntax", character)]
    (violation,) = check(source)
    assert f"`{twin}`" in violation.hint.en
    assert f"`{twin}`" in violation.hint.zh


@pytest.mark.parametrize("character", ["\u00a0", "\u200b", "\ufeff"])
def test_a_character_that_cannot_be_seen_is_named(said: Said, character: str) -> None:
    source = f"x = 1{character}+ 2"
    assert said(source) == [("syntax", character)]
    assert "cannot be seen" in check(source)[0].hint.en


def test_what_stands_above_the_place_is_checked_too(said: Said) -> None:
    assert said("import os\nx = = 1\nimport sys\n") == [("import", "os"), ("syntax", "=")]


def test_no_warning_of_the_parser_gets_out() -> None:
    assert check("x = '\\d'\nx is 1\nassert (x, 'always')\n") == ()
