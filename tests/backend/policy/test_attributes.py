"""Which attributes are refused."""

from collections.abc import Callable

import pytest
from gradwalk.policy.check import check

Said = Callable[[str], list[tuple[str, str]]]


def test_every_inner_attribute_of_a_chain_is_marked(said: Said) -> None:
    assert said("().__class__.__base__.__subclasses__()") == [
        ("attribute", "().__class__.__base__"),
        ("attribute", "().__class__.__base__.__subclasses__"),
    ]


@pytest.mark.parametrize(
    "attribute",
    ["__globals__", "__builtins__", "__code__", "__bases__", "__mro__", "__reduce__", "__getattribute__", "__self__"],
)
def test_inner_attributes_are_refused_also_in_methods(said: Said, attribute: str) -> None:
    assert said(f"x.{attribute}") == [("attribute", f"x.{attribute}")]
    assert said(f"class A:\n    def f(self):\n        return self.{attribute}\n") == [
        ("attribute", f"self.{attribute}")
    ]


@pytest.mark.parametrize("attribute", ["gi_frame", "f_globals", "f_back", "tb_frame", "cr_code", "tofile", "from_file"])
def test_ways_to_frames_and_files_are_refused(said: Said, attribute: str) -> None:
    assert said(f"x.{attribute}") == [("attribute", f"x.{attribute}")]


@pytest.mark.parametrize("attribute", ["__init__", "__setattr__", "__new__", "__getattr__", "__init_subclass__"])
def test_what_a_class_needs_for_itself_is_refused_elsewhere(said: Said, attribute: str) -> None:
    assert check(f"class A(B):\n    def f(self):\n        super().{attribute}\n        B.{attribute}\n") == ()
    assert said(f"a.{attribute}") == [("attribute", f"a.{attribute}")]


def test_what_only_tells_or_only_computes_is_open() -> None:
    assert check("print(x.__class__.__name__, f.__doc__, m.__version__, x.__dict__, x.__add__(1), x.__len__())") == ()


@pytest.mark.parametrize("function", ["getattr", "setattr", "hasattr", "delattr"])
def test_an_attribute_named_in_a_text_is_marked_there(said: Said, function: str) -> None:
    assert said(f"{function}(x, '__globals__')") == [("attribute", "'__globals__'")]
    assert check(f"{function}(x, 'grad')") == ()


def test_an_attribute_is_found_in_every_place_where_one_can_stand(said: Said) -> None:
    for source in (
        "f'{x.__code__}'",
        "lambda a=x.__code__: a",
        "[y for y in x.__code__ if 1]",
        "@x.__code__\ndef f(): pass",
        "class A(x.__code__): pass",
        "with x.__code__ as y: pass",
        "def f(a: x.__code__): pass",
        "x.__code__ = 1",
        "del x.__code__",
        "for x.__code__ in y: pass",
        "match x:\n    case x.__code__: pass",
    ):
        assert said(source) == [("attribute", "x.__code__")], source
    assert [rule for rule, _ in said("match x:\n    case A(__code__=y): pass")] == ["attribute"]
