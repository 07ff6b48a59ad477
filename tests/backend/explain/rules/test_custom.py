"""A custom function's rule is its own `backward`, as it stands in the program."""

import pytest
from gradwalk.explain.rules.custom import CustomFunctions

PROGRAM = '''\
import torch

class Square(torch.autograd.Function):
    """x squared."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        """平方的导数"""; (x,) = ctx.saved_tensors
        return 2 * x * grad

class Again(Square):
    pass

class NoFunction:
    pass
'''


def test_the_lines_of_backward_are_given_with_where_they_stand() -> None:
    rule = CustomFunctions(PROGRAM).rule("SquareBackward")
    assert rule is not None
    assert rule.source is not None
    assert rule.source.text.splitlines() == [
        "def backward(ctx, grad):",
        '    """平方的导数"""; (x,) = ctx.saved_tensors',
        "    return 2 * x * grad",
    ]
    assert (rule.source.span.line, rule.source.span.column) == (12, 4)
    assert (rule.source.span.end_line, rule.source.span.end_column) == (14, 27)
    assert (rule.source.class_span.line, rule.source.class_span.end_line) == (3, 14)


def test_columns_count_characters() -> None:
    one_line = 'class 平方(F):\n    def backward(c, g): return "中文"\n'
    rule = CustomFunctions(one_line).rule("平方Backward")
    assert rule is not None
    assert rule.source is not None
    assert rule.source.span.end_column == len('    def backward(c, g): return "中文"')


def test_an_inherited_backward_is_found() -> None:
    own, inherited = (CustomFunctions(PROGRAM).rule(name) for name in ("SquareBackward", "AgainBackward"))
    assert own is not None
    assert inherited is not None
    assert own.source is not None
    assert inherited.source is not None
    assert inherited.source.text == own.source.text
    assert inherited.source.class_span.line == 16


@pytest.mark.parametrize("name", ["NoFunctionBackward", "Square", "SquareBackward0", "MulBackward0"])
def test_what_is_no_custom_function_of_the_program_has_none(name: str) -> None:
    assert CustomFunctions(PROGRAM).rule(name) is None


def test_a_program_that_is_no_python_and_a_class_that_inherits_itself_have_none() -> None:
    assert CustomFunctions("class Square(").rule("SquareBackward") is None
    assert CustomFunctions("class A(B): pass\nclass B(A): pass\n").rule("ABackward") is None
