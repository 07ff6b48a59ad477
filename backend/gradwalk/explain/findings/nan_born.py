"""Where the first NaN of a backward call, or of the values that it started from, was born."""

import ast
from collections.abc import Iterator

from ...recording.base import ValueIndex, Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from ...recording.steps import Node, Op
from ..source import Change
from .kind import Kind, place
from .walk import Walk

GRADIENT = Kind(
    name="nan_gradient",
    severity="warning",
    title=Words(en="`{function}` turned a finite gradient into {which}", zh="`{function}` 把有限的梯度变成了 {which}"),
    what=Words(
        en="What `{function}` (`{expression}`) received was finite; what it sent has {count} NaN or infinite elements.",
        zh="`{function}`（`{expression}`）收到的梯度是有限的，它传出的梯度里有 {count} 个 NaN 或无穷。",
    ),
    why=Words(
        en="Its derivative is infinite or undefined at the value that came in, or what it sends is beyond what its dtype holds. "
        "0 × ∞ is NaN: a `where` behind it cannot mask that.",
        zh="它的导数在输入值处是无穷或没有定义，或者传出的值超出了数据类型的范围。而 0 × ∞ 是 NaN：后面的 `where` 无法把它屏蔽掉。",
    ),
    remedy=Words(
        en="Keep the input inside the domain before the function, not after.",
        zh="请在这个函数之前就把输入限制在定义域内，而不是在之后处理。",
    ),
)
VALUE = Kind(
    name="nan_value",
    severity="warning",
    title=Words(en="`{expression}` made the first {which}", zh="`{expression}` 产生了最早的 {which}"),
    what=Words(
        en="{inputs}; its result has {count} of them, and the loss that backward started from is not finite.",
        zh="{inputs}，结果里却有 {count} 个，因此反向传播出发时的损失也不是有限值。",
    ),
    why=Words(en="{spreads}", zh="{spreads}"),
    remedy=Words(en="Keep the input where its result is finite.", zh="请把输入限制在结果为有限值的范围内。"),
)
_OF_NAN = Words(
    en="From here it spreads: whatever is computed from NaN is NaN, and so is every gradient.",
    zh="从这里开始它会扩散：由 NaN 计算出的一切都是 NaN，梯度也是。",
)
_OF_INFINITY = Words(
    en="From here it spreads: ∞ − ∞ and 0 × ∞ are NaN, and a loss that is not finite says nothing about how to improve.",
    zh="从这里开始它会扩散：∞ − ∞ 和 0 × ∞ 都是 NaN，而损失一旦不是有限值，就无法说明该怎样改进。",
)
_FINITE = Words(en="Its inputs were finite", zh="它的输入都是有限值")
_INFINITE = Words(
    en="Some of its inputs were infinite, as what is masked with -inf is",
    zh="它的输入中有无穷（例如用 -inf 屏蔽的元素）",
)
_OF_INFINITE = Words(
    en="∞ − ∞ and 0 / 0 are NaN: a row of which everything is masked has no softmax. From here it spreads to every gradient.",
    zh="∞ − ∞ 和 0 / 0 都是 NaN：一行全部被屏蔽时，softmax 没有意义。从这里开始它会扩散到所有梯度。",
)
# What is finite only on a part of the line; clamped below, its derivative is, too.
_DOMAIN = {"sqrt", "log", "log2", "log10", "rsqrt", "reciprocal"}
_BELOW = "….clamp(min=1e-6)"
# What to write where no edit says it: what is finite between two bounds, and what grows beyond every number.
_CODE = {
    **dict.fromkeys((*_DOMAIN, "pow"), _BELOW),
    **dict.fromkeys(("acos", "asin", "atanh", "erfinv"), "….clamp(-1 + 1e-6, 1 - 1e-6)"),
    **dict.fromkeys(("exp", "exp2", "expm1", "sinh", "cosh"), "….clamp(max=80)"),
    "div": "… / (… + 1e-6)",
}


def find(walk: Walk) -> Iterator[Finding]:
    """For each backward call: the function that sent the first NaN, or else the operation that made the loss one."""
    first = next(_births(walk), None)
    for call in walk.calls.values():
        seeds = [root.tensor for root in call.roots if root.tensor]
        if any(_bad(walk, walk.tensor(root).value) for root in seeds):
            if first is not None and first.index < call.index:
                yield _value(walk, first)
            continue
        for node in walk.nodes_of[call.call]:
            if not any(_bad(walk, value) for value in node.received) and any(_bad(walk, value) for value in node.sent):
                yield _gradient(walk, node)
                break


def _bad(walk: Walk, index: ValueIndex | None) -> int:
    """How many elements are NaN or infinite."""
    summary = walk.value(index).summary if index is not None else None
    return summary.nan + summary.inf if summary else 0


def _nan(walk: Walk, index: ValueIndex | None) -> int:
    summary = walk.value(index).summary if index is not None else None
    return summary.nan if summary else 0


def _births(walk: Walk) -> Iterator[Op]:
    """The operations that made NaN or infinity of finite operands, or NaN of infinite ones.

    Constants may be infinite on purpose, as what is masked before a softmax: a row of which nothing is left gives NaN.
    """
    for op in walk.ops:
        made = [walk.tensor(output).value for output in op.outputs]
        constants = any(getattr(operand, "constant", None) in ("Infinity", "-Infinity", "NaN") for operand in op.inputs)
        taken = [walk.tensor(operand).value for operand in walk.operands(op)]
        finite = not any(_bad(walk, value) for value in taken)
        worse = _bad if finite else _nan
        known = constants or any(_nan(walk, value) for value in taken)
        if op.inputs and not known and any(worse(walk, value) for value in made):
            yield op


def _value(walk: Walk, op: Op) -> Finding:
    output = op.outputs[0]
    summary = walk.value(walk.tensor(output).value).summary
    nan = summary.nan if summary else 0
    infinite = any(_bad(walk, walk.tensor(operand).value) for operand in walk.operands(op))
    spreads = _OF_INFINITE if infinite else _OF_NAN if nan else _OF_INFINITY
    return VALUE.found(
        walk,
        op,
        tensors=op.outputs,
        functions=op.functions,
        changes=_clamped(walk, op),
        code=_CODE.get(op.name) if nan or op.name != "pow" else None,
        expression=walk.origin(op.span, op.scope) or op.name,
        which="NaN" if nan else "Infinity",
        inputs=_INFINITE if infinite else _FINITE,
        spreads=spreads,
        count=nan or _bad(walk, walk.tensor(output).value),
    )


def _gradient(walk: Walk, node: Node) -> Finding:
    row = walk.function(node.function)
    made = walk.made[node.function]
    inputs = [edge.tensor for edge in row.inputs if isinstance(edge, FunctionEdge) and edge.tensor]
    return GRADIENT.found(
        walk,
        node,
        span=row.span,
        steps=[made.index],
        tensors=inputs,
        functions=[node.function],
        places=[place(made, Words(en="computed here", zh="在这里计算"))],
        changes=_clamped(walk, made) if isinstance(made, Op) else [],
        code=_CODE.get(row.op),
        which="NaN" if any(_nan(walk, value) for value in node.sent) else "Infinity",
        function=row.name,
        expression=walk.expression(node.function),
        count=sum(_bad(walk, value) for value in node.sent),
    )


def _clamped(walk: Walk, op: Op) -> list[Change]:
    """`z.sqrt()` as `z.clamp(min=1e-6).sqrt()`."""
    if op.name not in _DOMAIN:
        return []
    for node in walk.source.nodes(op.span):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == op.name:
            if node.args:
                return [walk.source.after(node.args[0], ".clamp(min=1e-6)")]
            function = walk.source.span(node.func)
            return [walk.source.insert(function.end_line, function.end_column - len(op.name) - 1, ".clamp(min=1e-6)")]
    return []
