"""What people copy along from notebooks and interactive sessions is named as such."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import MAX_VIOLATIONS, check

Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("line", "mark", "hint"),
    [
        ("%matplotlib inline", "%matplotlib", "Delete the line."),
        ("%%time", "%%time", "Delete the line."),
        ("t = %timeit -o f()", "%timeit", "Delete the line."),
        ("!pip install torch", "!pip", "torch and numpy are installed"),
        ("files = !ls", "!ls", "torch and numpy are installed"),
        ("torch.ones?", "torch.ones?", "Delete the line."),
        ("?torch.ones", "?torch.ones", "Delete the line."),
        (">>> x = 1", ">>>", "Keep only what comes after the prompt"),
    ],
)
def test_a_notebook_s_line_has_a_hint_of_its_own(line: str, mark: str, hint: str) -> None:
    (violation,) = check(f"x = 1\n{line}\ny = 2\n")
    assert (violation.rule, violation.line, violation.column, violation.end_column) == ("notebook", 2, 0, len(line))
    assert f"`{mark}`" in violation.reason.en
    assert f"`{mark}`" in violation.reason.zh
    assert hint in violation.hint.en


def test_the_rest_of_the_program_is_checked_too(said: Said) -> None:
    source = "%matplotlib inline\nimport os\nif True:\n    !ls\nimport seaborn\n"
    assert said(source) == [
        ("notebook", "%matplotlib inline"),
        ("import", "os"),
        ("notebook", "!ls"),
        ("plotting", "seaborn"),
    ]


def test_a_copied_session_is_marked_line_by_line(said: Said) -> None:
    source = ">>> import torch\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n"
    assert said(source) == [
        ("notebook", ">>> import torch"),
        ("notebook", ">>> for i in range(2):"),
        ("notebook", "...     print(i)"),
        ("notebook", "..."),
    ]


def test_a_long_session_is_marked_whole() -> None:
    violations = check(">>> x = 1\n" * MAX_VIOLATIONS)
    assert [violation.line for violation in violations] == list(range(1, MAX_VIOLATIONS + 1))


def test_many_magics_take_no_time_to_speak_of() -> None:
    violations = check("%time f()\n" * 5000)
    assert {violation.rule for violation in violations} == {"notebook", "syntax"}
    assert len(violations) < 100


def test_the_same_marks_inside_python_mean_nothing() -> None:
    assert check('s = """\n%time\n!ls\n>>> x\n"""\nx = (7\n%2)\nprint("!", "%d" % 1)\n') == ()
