"""`.grad` of a tensor that is no leaf was read: it is None, unless `retain_grad()` was called before backward."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from ...recording.base import TensorId, Words
from ...recording.findings import Finding, TorchError
from ...recording.steps import Warn
from .kind import Kind, place
from .subjects import meant
from .walk import Walk
from .weight_rebound import leaf_before

KIND = Kind(
    name="grad_of_non_leaf",
    severity="warning",
    title=Words(en="`{name}.grad` is None: `{name}` is not a leaf", zh="`{name}.grad` 是 None：`{name}` 不是叶子张量"),
    what=Words(
        en="`{name}` was computed (by `{made}`), so gradients pass through it and are not kept.",
        zh="`{name}` 是由 `{made}` 计算出来的，梯度只从它那里经过，不会保留下来。",
    ),
    why=Words(
        en="Autograd fills `.grad` of leaves only; keeping the gradient of every intermediate result would cost memory.",
        zh="autograd 只把梯度写入叶子张量的 `.grad`；如果每个中间结果都保留梯度，会占用大量内存。",
    ),
    remedy=Words(
        en="Ask for it before backward is called.",
        zh="请在调用 backward 之前要求保留它的梯度。",
    ),
)
ACCIDENT = Kind(
    name="accidental_non_leaf",
    severity="warning",
    title=Words(en="`{name}` is not the leaf that was meant to be trained", zh="`{name}` 并不是想要训练的那个叶子张量"),
    what=Words(
        en="The leaf is the tensor without a name inside `{made}`; `{name}` is computed from it, so `{name}.grad` stays None.",
        zh="叶子张量是 `{made}` 里那个没有名字的张量；`{name}` 是由它计算出来的，所以 `{name}.grad` 一直是 None。",
    ),
    why=Words(
        en="Every operation on a tensor with `requires_grad=True`, a conversion such as `.double()` too, makes a new tensor with a `grad_fn`.",
        zh="对 `requires_grad=True` 的张量做任何运算（包括 `.double()` 这样的类型转换）都会得到一个带 `grad_fn` 的新张量。",
    ),
    remedy=Words(en="Compute first, then say that it requires a gradient.", zh="请先完成计算，最后再声明需要梯度。"),
)
# torch/csrc and torch/_tensor.py say it in these words.
_READ = "The .grad attribute of a Tensor that is not a leaf"


class Read(NamedTuple):
    """A `.grad` that was read."""

    at: Warn
    tensor: TensorId
    name: str


def find(walk: Walk) -> Iterator[Finding]:
    """Each read, told by the cause that fits."""
    for read in _reads(walk):
        if leaf_before(walk, read.tensor) is not None:
            continue
        leaf = _accident(walk, read.tensor)
        yield _not_kept(walk, read) if leaf is None else _accidental(walk, read, leaf)


def _reads(walk: Walk) -> Iterator[Read]:
    for step in walk.steps:
        if isinstance(step, Warn) and _READ in step.message:
            for node in walk.source.nodes(step.span):
                if isinstance(node, ast.Attribute) and node.attr == "grad":
                    tensor = meant(walk, node.value, step)
                    if tensor is not None and walk.tensor(tensor).grad_fn is not None:
                        yield Read(step, tensor, walk.source.text(walk.source.span(node.value)))


def _not_kept(walk: Walk, read: Read) -> Finding:
    row = walk.tensor(read.tensor)
    made = walk.born[read.tensor]
    backward = walk.last_backward(read.at.index)
    statement = walk.source.statement(backward.span) if backward and backward.index > made.index else None
    code = f"{read.name}.retain_grad()"
    return KIND.found(
        walk,
        read.at,
        tensors=[read.tensor],
        functions=[row.grad_fn] if row.grad_fn else [],
        places=[place(made, Words(en="`{name}` is computed here", zh="`{name}` 在这里计算出来"), name=read.name)],
        changes=[walk.source.line_before(statement, code)] if statement else [],
        code=code,
        error=TorchError(exception=read.at.category, message=read.at.message),
        name=read.name,
        made=walk.source.short(row.span) or row.grad_fn or "",
    )


def _accident(walk: Walk, tensor: TensorId) -> TensorId | None:
    """The nameless leaf in the statement that named `tensor`, if it is the only one that gradients come to from there."""
    function = walk.tensor(tensor).grad_fn
    if function is None:
        return None
    leaves = {walk.function(id).variable for id in walk.ancestors(function)} - {None}
    leaf = leaves.pop() if len(leaves) == 1 else None
    if leaf is None or walk.name(leaf) is not None:
        return None
    return leaf if walk.line(walk.tensor(leaf).span) == walk.line(walk.tensor(tensor).span) else None


def _accidental(walk: Walk, read: Read, leaf: TensorId) -> Finding:
    source = walk.source
    statement = source.statement(walk.tensor(leaf).span)
    value = statement.value if isinstance(statement, ast.Assign) else None
    edits = []
    for call in (node for node in source.nodes(walk.tensor(leaf).span) if isinstance(node, ast.Call)):
        asked = [keyword for keyword in call.keywords if keyword.arg == "requires_grad"]
        if value is not None and asked:
            begin, end = source.span(value), source.span(value)
            edits = [
                source.insert(begin.line, begin.column, "("),
                source.without_argument(call, asked[0]),
                source.insert(end.end_line, end.end_column, ").requires_grad_()"),
            ]
            break
    row = walk.tensor(read.tensor)
    return ACCIDENT.found(
        walk,
        read.at,
        tensors=[read.tensor, leaf],
        functions=[row.grad_fn] if row.grad_fn else [],
        places=[place(walk.born[leaf], Words(en="the leaf without a name", zh="没有名字的叶子张量"))],
        changes=edits,
        code=f"{read.name} = (…).requires_grad_()",
        error=TorchError(exception=read.at.category, message=read.at.message),
        name=read.name,
        made=source.short(source.span(value)) if value is not None and source.short(source.span(value)) else read.name,
    )
