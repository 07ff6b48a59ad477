"""Errors of taking one truth value from several elements, with a remedy beside torch's own words."""

import ast
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ..source import last_name
from .kind import Kind, filled
from .subjects import named_tensors, receiver, row_of
from .told import Case, Changes, Facts, Told, expression, told_of
from .walk import Walk

_WORDS = r"(?:Boolean|bool) value of Tensor with more than one value is ambiguous"


def _asked(case: Case) -> ast.expr | None:
    """What is asked for a truth value: the condition, or the part of it that has several elements."""
    source, at = case.walk.source, case.failure.at
    statement = source.statement(at.span)
    if isinstance(statement, ast.If | ast.While) and source.span(statement).line == (at.span.line if at.span else 0):
        test = statement.test
        if at.span == source.span(statement):
            return test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    found = expression(case)
    if isinstance(found, ast.IfExp):
        return found.test
    if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id == "bool" and found.args:
        return found.args[0]
    return found


def _is_condition(case: Case) -> bool:
    """Whether a statement asks, and not a function that the expression calls."""
    statement = case.walk.source.statement(case.failure.at.span)
    return isinstance(statement, ast.If | ast.While | ast.Assert) and statement.test is case.subject


_ONE = Words(
    en="`{name}` has a truth value for each element; an `if`, a `while`, `and`, `or` and `not` need one",
    zh="`{name}` 的每个元素各有一个真假值；`if`、`while`、`and`、`or` 和 `not` 只能用一个",
)
_CHAIN = Words(
    en="`{name}` means `a < b and b < c`, and `and` needs one truth value where there is one for each element",
    zh="`{name}` 就是 `a < b and b < c`，而 `and` 只能用一个真假值，这里每个元素各有一个",
)
_EXTREME = Words(
    en="Python's `{call}` asks whether one tensor is larger, which has an answer for each element",
    zh="Python 的 `{call}` 要比较哪个更大，而每个元素各有一个答案",
)
_EQUALITY = Words(
    en="`in`, `remove`, `index` and `count` compare with `==`, which has an answer for each element",
    zh="`in`、`remove`、`index` 和 `count` 用 `==` 比较，而每个元素各有一个答案",
)
_CALL = Words(
    en="`{call}` asks whether a tensor is true, and it has a truth value for each element",
    zh="`{call}` 要判断一个张量是真还是假，而它的每个元素各有一个真假值",
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
_SAME = Words(
    en="Ask whether it is the same tensor, with `is`, or compare with `torch.equal`.",
    zh="请用 `is` 判断是不是同一个张量，或者用 `torch.equal` 比较。",
)
_GIVEN = Words(en="Give it what has one truth value.", zh="请给它只有一个真假值的东西。")
_BY_EQUALITY = {"remove", "index", "count"}
_EXTREMES = {"max": "maximum", "min": "minimum"}


def _extreme(case: Case) -> ast.Call | None:
    """`max(a, b)` of Python."""
    found = expression(case)
    is_call = isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id in _EXTREMES
    return found if is_call and isinstance(found, ast.Call) and len(found.args) == 2 and not found.keywords else None


def _is_chain(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Compare) and len(node.ops) > 1


def _is_by_equality(case: Case) -> bool:
    """Whether a list is asked for a tensor."""
    found = expression(case)
    if isinstance(found, ast.Compare):
        return isinstance(found.ops[0], ast.In | ast.NotIn)
    return isinstance(found, ast.Call) and isinstance(found.func, ast.Attribute) and found.func.attr in _BY_EQUALITY


def _truth_facts(case: Case) -> Facts:
    source, subject = case.walk.source, case.subject
    called = source.short(source.span(subject.func)) if isinstance(subject, ast.Call) else ""
    name = (source.short(source.span(subject)) if subject is not None else "") or "…"
    if _extreme(case) is not None:
        asks, how = _EXTREME, _TORCH
    elif _is_by_equality(case):
        asks, how = _EQUALITY, _SAME
    elif called and not _is_condition(case) and subject is expression(case):
        asks, how = _CALL, _GIVEN
    elif _is_chain(subject):
        asks, how = _CHAIN, _JOINED
    else:
        asks, how = _ONE, _JOINED if isinstance(subject, ast.BoolOp) else _ALL
    return {"asks": filled(asks, {"name": name, "call": called or "…"}), "how": how}


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
    is_called = isinstance(subject, ast.Call) and (_is_condition(case) or subject is not expression(case))
    if subject is not None and (is_called or isinstance(subject, ast.Name | ast.Attribute | ast.Subscript)):
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


# ---------- classes of losses that are called like functions


def _loss_class(case: Case) -> ast.expr | None:
    """The class of a loss that was given scores and targets instead of being made: where it is named."""
    call = expression(case)
    if not isinstance(call, ast.Call):
        return None
    if (last_name(call.func) or "").endswith("Loss"):
        return call.func
    for assignment in case.walk.source.assignments():
        named = any(ast.unparse(target) == ast.unparse(call.func) for target in assignment.targets)
        if named and isinstance(assignment.value, ast.Attribute) and assignment.value.attr.endswith("Loss"):
            return assignment.value
    return None


def _construction(case: Case) -> ast.Call | None:
    """`nn.MSELoss(y, t)` of the name that is asked for backward."""
    root = receiver(case.walk, case.failure.at.span, "backward") or _owner(case)
    for assignment in case.walk.source.assignments():
        call = assignment.value
        named = root is not None and any(ast.unparse(target) == ast.unparse(root) for target in assignment.targets)
        if named and isinstance(call, ast.Call) and call.args and (last_name(call.func) or "").endswith("Loss"):
            return call
    return None


def _owner(case: Case) -> ast.expr | None:
    found = expression(case)
    return found.value if isinstance(found, ast.Attribute) else None


def _constructor(case: Case) -> ast.expr | None:
    call = _construction(case)
    return call.func if call is not None else None


def _constructed(case: Case) -> Facts:
    call = _construction(case)
    return {"expression": (call is not None and case.walk.source.short(case.walk.source.span(call))) or "…"}


def _made(case: Case) -> Changes:
    return [case.walk.source.after(case.subject, "()")] if case.subject is not None else []


_NOT_MADE = Kind(
    name="loss_not_made",
    severity="error",
    title=Words(en="`{name}` is a class: a loss is made of it first", zh="`{name}` 是类：要先创建损失函数"),
    what=Words(
        en="`{expression}` gives the scores and the targets to the class, which takes them for its options.",
        zh="`{expression}` 把得分和目标交给了类，类会把它们当作选项。",
    ),
    why=Words(
        en="A loss of `torch.nn` is made once, with its options, and what was made is called with scores and targets. "
        "The functions of `torch.nn.functional` are called at once.",
        zh="`torch.nn` 的损失要先带着选项创建一次，再用得分和目标去调用它；`torch.nn.functional` 里的函数才可以直接调用。",
    ),
    remedy=Words(en="Make it, and call what is made.", zh="请先创建，再调用。"),
)

TOLD = (
    Told(
        _WORDS,
        _NOT_MADE,
        _loss_class,
        _made,
        "loss_fn = nn.CrossEntropyLoss()\nloss = loss_fn(scores, target)",
        applies=lambda case: _loss_class(case) is not None,
    ),
    Told(
        r"'\w+Loss' object has no attribute 'backward'",
        _NOT_MADE,
        _constructor,
        _made,
        "loss_fn = nn.CrossEntropyLoss()\nloss = loss_fn(scores, target)",
        _constructed,
        applies=lambda case: _constructor(case) is not None,
    ),
    Told(
        _WORDS,
        Kind(
            name="ambiguous_truth",
            severity="error",
            title=Words(en="One truth value is wanted, and there are several", zh="这里只要一个真假值，张量却有多个"),
            what=Words(en="{asks}.", zh="{asks}。"),
            why=Words(
                en="Should all be true, or any? torch does not guess. A tensor of one element would be taken for true or false.",
                zh="是要求全部为真，还是只要有一个为真？torch 不会替你决定。只有一个元素的张量才能当作真或假。",
            ),
            remedy=Words(en="{how}", zh="{how}"),
        ),
        _asked,
        _one_truth,
        lambda case: "any(t is x for t in tensors)" if _is_by_equality(case) else "if (x > 0).all(): …    # or .any()",
        _truth_facts,
        applies=lambda case: _loss_class(case) is None,
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each error of the table."""
    yield from told_of(walk, TOLD)
