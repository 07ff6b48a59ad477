"""Which built-in functions and inner names are refused."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import check

Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    "name", ["eval", "exec", "open", "input", "compile", "__import__", "breakpoint", "exit", "help"]
)
def test_a_refused_function_is_marked_wherever_it_is_used(said: Said, name: str) -> None:
    source = f"def f():\n    return [{name} for _ in range(2)]\nprint({name}('x'))\n"
    assert said(source) == [("name", name), ("name", name)]


def test_a_program_s_own_meaning_of_a_name_is_respected() -> None:
    for source in (
        "input = 1\nprint(input)\n",
        "def f(input): return input\n",
        "from math import exp as exec\nexec(1)\n",
        "for open in range(2): print(open)\n",
        "try: pass\nexcept ValueError as help: print(help)\n",
        "match 1:\n    case compile: print(compile)\n",
        "class eval: pass\neval()\n",
        "print([input for input in 'ab'])\n",
        "print((input := 1), input)\n",
    ):
        assert check(source) == (), source


def test_an_inner_name_stays_refused_when_it_is_bound(said: Said) -> None:
    assert ("name", "__import__") in said("__import__ = print\n__import__('os')\n")


@pytest.mark.parametrize("name", ["__builtins__", "__loader__", "__spec__", "__file__"])
def test_inner_names_are_refused(said: Said, name: str) -> None:
    assert said(f"print({name})") == [("name", name)]


def test_a_class_may_name_its_own_dunders() -> None:
    assert (
        check(
            "class A:\n    __slots__ = ()\n    __hash__ = None\n    def __add__(self, o): ...\n    __radd__ = __add__\n"
        )
        == ()
    )
