"""Errors of taking one number, or one truth value, from several elements, with a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .kind import Kind, filled
from .subjects import argument, named_tensors, receiver, row_of
from .told import Case, Changes, Facts, Told, expression, told_of
from .walk import Walk

_FLOATING = ("float", "bfloat")


# ---------- truth


def _asked(case: Case) -> ast.expr | None:
    """What is asked for a truth value: the condition, or the part of it that has several elements."""
    source, at = case.walk.source, case.failure.at
    statement = source.statement(at.span)
    if isinstance(statement, ast.If | ast.While) and source.span(statement).line == (at.span.line if at.span else 0):
        test = statement.test
        if at.span == source.span(statement):
            return test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    found = expression(case)
    if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id == "bool" and found.args:
        return found.args[0]
    return found


_ONE = Words(
    en="an `if`, a `while`, `and`, `or` and `not` need one", zh="`if`、`while`、`and`、`or` 和 `not` 只能用一个"
)
_CHAIN = Words(
    en="`a < b < c` means `a < b and b < c`, and `and` needs one",
    zh="`a < b < c` 就是 `a < b and b < c`，而 `and` 只能用一个",
)
_EXTREME = Words(
    en="Python's `{call}` asks whether one is larger, and needs one", zh="Python 的 `{call}` 要比较大小，只能用一个"
)
_ALL = Words(
    en="Say how many must be true: `.all()` or `.any()`; to choose element by element, use `torch.where`.",
    zh="请说明要求有多少个为真：`.all()` 或 `.any()`；要逐个元素地选择，请用 `torch.where`。",
)
_JOINED = Words(
    en="Join the comparisons with `&` or `|`, each in parentheses; for one truth value, add `.all()` or `.any()`.",
    zh="请用 `&` 或 `|` 连接各个比较，每个都加上括号；需要一个真假值时，再写上 `.all()` 或 `.any()`。",
)
_TORCH = Words(en="Use torch's, which compares element with element.", zh="请用 torch 的函数，它逐个元素地比较。")
_EXTREMES = {"max": "maximum", "min": "minimum"}


def _extreme(case: Case) -> ast.Call | None:
    """`max(a, b)` of Python."""
    found = expression(case)
    is_call = isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id in _EXTREMES
    return found if is_call and isinstance(found, ast.Call) and len(found.args) == 2 and not found.keywords else None


def _is_chain(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Compare) and len(node.ops) > 1


def _truth_facts(case: Case) -> Facts:
    extreme = _extreme(case)
    called = extreme.func.id if extreme and isinstance(extreme.func, ast.Name) else ""
    if called:
        return {"asks": filled(_EXTREME, {"call": called}), "how": _TORCH}
    if isinstance(case.subject, ast.BoolOp):
        return {"asks": _ONE, "how": _JOINED}
    return {"asks": _CHAIN, "how": _JOINED} if _is_chain(case.subject) else {"asks": _ONE, "how": _ALL}


def _one_truth(case: Case) -> Changes:
    source, subject, extreme = case.walk.source, case.subject, _extreme(case)
    if extreme is not None:
        both = [row_of(case.walk, node, case.failure.at) for node in extreme.args]
        name = extreme.func.id if isinstance(extreme.func, ast.Name) else ""
        return [source.replace(extreme.func, f"torch.{_EXTREMES[name]}")] if all(both) else []
    joined = _joined(case)
    if joined is not None:
        return _each(case, joined)
    if isinstance(subject, ast.Compare) and _is_chain(subject):
        sides = [source.text(source.span(node)) for node in (subject.left, *subject.comparators)]
        return [source.replace(subject, _chain(sides, subject))]
    if isinstance(subject, ast.Name | ast.Attribute | ast.Subscript):
        return [source.after(subject, ".all()")]
    if isinstance(subject, ast.Compare) and not isinstance(subject.ops[0], ast.In | ast.NotIn):
        return [source.replace(subject, f"({source.text(source.span(subject))}).all()")]
    return []


def _joined(case: Case) -> ast.BoolOp | None:
    """`x > 0 and x < 1`, which the failing comparison is a part of."""
    source, at = case.walk.source, case.failure.at
    statement = source.statement(at.span)
    around = ast.walk(statement) if statement is not None else ()
    joins = [node for node in around if isinstance(node, ast.BoolOp)]
    return next((join for join in joins if case.subject is join or case.subject in join.values), None)


def _each(case: Case, joined: ast.BoolOp) -> Changes:
    """Each comparison of tensors asked for all its elements; a mask that is assigned joined by `&` or `|` instead."""
    source, at = case.walk.source, case.failure.at
    compares = [node for node in joined.values if isinstance(node, ast.Compare) and len(node.ops) == 1]
    statement = source.statement(at.span)
    if isinstance(statement, ast.Assign) and statement.value is joined and len(compares) == len(joined.values):
        sign = " & " if isinstance(joined.op, ast.And) else " | "
        return [source.replace(joined, sign.join(f"({source.text(source.span(node))})" for node in compares))]
    of_tensors = [node for node in compares if named_tensors(case.walk, source.span(node), at)]
    return [source.replace(node, f"({source.text(source.span(node))}).all()") for node in of_tensors]


def _chain(sides: list[str], compare: ast.Compare) -> str:
    """`((a < b) & (b < c)).all()` of `a < b < c`."""
    signs = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
    parts = [
        f"({left} {signs.get(type(op), '==')} {right})"
        for left, op, right in zip(sides, compare.ops, sides[1:], strict=False)
    ]
    return f"({' & '.join(parts)}).all()"


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
        r"(?:Boolean|bool) value of Tensor with more than one value is ambiguous",
        Kind(
            name="ambiguous_truth",
            severity="error",
            title=Words(en="`{name}` is not one truth value but several", zh="`{name}` 不是一个真假值，而是多个"),
            what=Words(
                en="It has as many truth values as elements; {asks}.", zh="它的每个元素各有一个真假值；{asks}。"
            ),
            why=Words(
                en="Should all be true, or any? torch does not guess. A tensor of one element would be taken for true or false.",
                zh="是要求全部为真，还是只要有一个为真？torch 不会替你决定。只有一个元素的张量才能当作真或假。",
            ),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        _asked,
        _one_truth,
        "if (x > 0).all(): …    # or .any(), torch.where(x > 0, a, b)",
        _truth_facts,
    ),
    Told(
        r"a Tensor with (?:\d+) elements cannot be converted to Scalar"
        r"|only one element tensors can be converted to Python scalars",
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
            remedy=Words(
                en="Reduce it to one number first; `.tolist()` gives all of them.",
                zh="请先归约成一个数值；要取出全部数值请用 `.tolist()`。",
            ),
        ),
        _taken,
        _reduced,
        "y.mean().item()    # or y.tolist()",
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
