"""Syntax that the policy does not know is refused, whatever it is."""

import ast
from collections.abc import Callable

import pytest
from gradwalk.policy.allowed import NODES
from gradwalk.policy.check import check

Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("async def f(): pass", "async def f(): pass"),
        ("async def f():\n    async with x: pass", "async with x: pass"),
        ("async def f():\n    async for y in x: pass", "async for y in x: pass"),
        ("async def f():\n    return [y async for y in x]", "[y async for y in x]"),
        ("async def f():\n    await x", "await x"),
    ],
)
def test_async_is_refused_with_advice(said: Said, source: str, marked: str) -> None:
    assert ("construct", marked) in said(source)
    assert all("def" in violation.hint.en for violation in check(source))


def test_a_construct_is_refused_once_it_is_not_in_the_list(monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    monkeypatch.setattr("gradwalk.policy.check.NODES", NODES - {ast.Lambda})
    assert said("f = lambda: 0") == [("construct", "lambda: 0")]
