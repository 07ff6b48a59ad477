"""Errors of taking one number from several elements, and of a gradient's shape, with a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import last_name
from .kind import Kind
from .subjects import argument, named_tensors, receiver, row_of
from .told import Case, Changes, Facts, Told, expression, told_of
from .walk import Walk

_FLOATING = ("float", "bfloat")


# ---------- numbers


def _taken(case: Case) -> ast.expr | None:
    """`y` of `y.item()` and `float(y)`."""
    return receiver(case.walk, case.failure.at.span, "item") or argument(case.walk, case.failure.at.span, 0, "x")


def _reduced(case: Case) -> Changes:
    subject, at = case.subject, case.failure.at
    row = row_of(case.walk, subject, at)
    if subject is None or row is None or not row.dtype.startswith(_FLOATING) or 0 in row.shape:
        return []
    whole = isinstance(subject, ast.Name | ast.Attribute | ast.Subscript | ast.Call)
    is_item = receiver(case.walk, at.span, "item") is subject
    return [case.walk.source.after(subject, ".mean()")] if whole or is_item else []


# Functions of Python's math that torch has by the same names.
_MATH = {
    *("exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "floor", "ceil", "erf"),
}
_OF_TORCH = Words(
    en="Use torch's function of the same name, which takes every element and has a gradient.",
    zh="请用 torch 的同名函数，它对每个元素计算，并且有梯度。",
)
_REDUCE = Words(
    en="Reduce it to one number first; `.tolist()` gives all of them.",
    zh="请先归约成一个数值；要取出全部数值请用 `.tolist()`。",
)


def _of_math(case: Case) -> ast.Attribute | None:
    """`math.exp` of `math.exp(x)`."""
    call = expression(case)
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name) as function) if name in _MATH:
            return function
        case _:
            return None


def _formatted(case: Case) -> list[ast.FormattedValue]:
    """`{y:.2f}` of an f-string: those that may be of several elements."""
    whole = expression(case)
    if not isinstance(whole, ast.JoinedStr):
        return []
    found = [node for node in whole.values if isinstance(node, ast.FormattedValue) and node.format_spec is not None]
    rows = [(node, row_of(case.walk, node.value, case.failure.at)) for node in found]
    return [node for node, row in rows if row is None or any(size != 1 for size in row.shape)]


def _number_facts(case: Case) -> Facts:
    formatted = _formatted(case)
    if not formatted:
        return {"how": _OF_TORCH if _of_math(case) else _REDUCE}
    spec = formatted[0].format_spec
    parts = spec.values if isinstance(spec, ast.JoinedStr) else []
    said = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
    name = ast.unparse(formatted[0].value) if len(formatted) == 1 else "…"
    return {"how": _REDUCE, "name": name, "expression": f":{said}"}


def _in_one_number(case: Case) -> Changes:
    function = _of_math(case)
    return [case.walk.source.replace(function, f"torch.{function.attr}")] if function is not None else _reduced(case)


# ---------- tensors in a list that becomes a tensor


def _rebuilt(case: Case) -> ast.Call | None:
    """`torch.tensor([a, b])` of tensors."""
    call = expression(case)
    is_one = isinstance(call, ast.Call) and last_name(call.func) == "tensor" and len(call.args) == 1
    return (
        call
        if is_one and isinstance(call, ast.Call) and isinstance(call.args[0], ast.List | ast.Tuple | ast.Name)
        else None
    )


def _stacked(case: Case) -> Changes:
    call = _rebuilt(case)
    if call is None or call.keywords or not isinstance(call.func, ast.Attribute):
        return []
    tensors = named_tensors(case.walk, case.walk.source.span(call), case.failure.at)
    shapes = {case.walk.tensor(tensor).shape for tensor in tensors}
    if not isinstance(call.args[0], ast.Name) and len(shapes) != 1:
        return []
    return [
        case.walk.source.replace(call.func, f"{case.walk.source.text(case.walk.source.span(call.func.value))}.stack")
    ]


# ---------- whole numbers


def _is_single(case: Case) -> bool:
    row = row_of(case.walk, case.subject, case.failure.at)
    return row is not None and all(size == 1 for size in row.shape)


def _whole(case: Case) -> Changes:
    subject, source = case.subject, case.walk.source
    if subject is None or not _is_single(case):
        return []
    return [source.replace(subject, f"int({source.text(source.span(subject))})")]


def _counted(case: Case) -> ast.expr | None:
    """`n` of `range(n)` and `items[n]`."""
    found = expression(case)
    return found.slice if isinstance(found, ast.Subscript) else argument(case.walk, case.failure.at.span, 0, "stop")


# ---------- the gradient that backward begins with


def _seed(case: Case) -> ast.expr | None:
    at = case.failure.at
    if receiver(case.walk, at.span, "backward") is not None:
        return argument(case.walk, at.span, 0, "gradient")
    calls = case.walk.source.calls(at.span, "grad")
    named = [given.value for call in calls[:1] for given in call.keywords if given.arg == "grad_outputs"]
    return next(iter(named), None)


def _seeded(case: Case) -> Changes:
    root = receiver(case.walk, case.failure.at.span, "backward")
    if not isinstance(root, ast.Name) or case.subject is None:
        return []
    return [case.walk.source.replace(case.subject, f"torch.ones_like({root.id})")]


TOLD = (
    Told(
        r"a Tensor with (?:\d+) elements cannot be converted to Scalar"
        r"|only one element tensors can be converted to Python scalars|format string passed to Tensor\.__format__",
        Kind(
            name="not_one_number",
            severity="error",
            title=Words(en="`{name}` is not one number", zh="`{name}` 不是单个数值"),
            what=Words(
                en="`{expression}` wants the number of a tensor of one element: {shapes}.",
                zh="`{expression}` 要取单元素张量的数值：{shapes}。",
            ),
            why=Words(
                en="`.item()`, `float()`, `int()` and functions of `math` take one number. A loss of several elements has not been reduced: "
                "`reduction='none'`, or a missing `.mean()` or `.sum()`.",
                zh="`.item()`、`float()`、`int()` 和 `math` 的函数都只要一个数值。如果损失有多个元素，说明它没有归约：用了 `reduction='none'`，或者缺少 `.mean()`、`.sum()`。",
            ),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        _taken,
        _in_one_number,
        "y.mean().item()    # or y.tolist()",
        _number_facts,
        applies=lambda case: _rebuilt(case) is None,
    ),
    Told(
        r"only one element tensors can be converted to Python scalars",
        Kind(
            name="tensors_in_tensor",
            severity="error",
            title=Words(en="`torch.tensor` takes numbers, not tensors", zh="`torch.tensor` 要的是数值，不是张量"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="`torch.tensor` copies numbers into a new leaf. `stack` puts tensors side by side in a new dimension, `cat` one after "
                "another, and both keep their graph.",
                zh="`torch.tensor` 把数值复制成一个新的叶子张量；`stack` 在新的一维里并排张量，`cat` 把它们首尾相接，两者都保留计算图。",
            ),
            remedy=Words(en="Stack them.", zh="请用 `stack`。"),
        ),
        expression,
        _stacked,
        "torch.stack([a, b])",
        applies=lambda case: _rebuilt(case) is not None,
    ),
    Told(
        r"only integer tensors of a single element can be converted to an index",
        Kind(
            name="not_a_count",
            severity="error",
            title=Words(en="`{name}` is not one whole number", zh="`{name}` 不是一个整数"),
            what=Words(en="`{expression}`: {shapes}.", zh="`{expression}`：{shapes}。"),
            why=Words(
                en="`range`, list indices and sizes count: a tensor will do only if it holds one integer.",
                zh="`range`、列表下标和大小都是计数：只有含单个整数的张量才能用在这里。",
            ),
            remedy=Words(
                en="Take the number, or go through the elements: `for row in x`.",
                zh="请取出数值，或者直接遍历元素：`for row in x`。",
            ),
        ),
        _counted,
        _whole,
        "range(len(x))",
    ),
    Told(
        r"Mismatch in shape: grad_output\[\d+\] has a shape of torch\.Size\((?P<got>.*?)\) and output\[\d+\] has a shape of torch\.Size\((?P<wanted>.*?)\)",
        Kind(
            name="gradient_shape",
            severity="error",
            title=Words(en="The gradient has not the shape of its tensor", zh="梯度的形状与张量不同"),
            what=Words(
                en="backward of a tensor {wanted} was given a gradient {got} to begin with.",
                zh="对形状为 {wanted} 的张量做反向传播，给出的起始梯度却是 {got}。",
            ),
            why=Words(
                en="It says for every element how much the result depends on it, so there is one number for each.",
                zh="它说明最终结果对每个元素的依赖程度，所以每个元素各有一个数值。",
            ),
            remedy=Words(en="Give one of the same shape.", zh="请给出同样形状的梯度。"),
        ),
        _seed,
        _seeded,
        "y.backward(torch.ones_like(y))",
        lambda case: case.found.groupdict(),
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
