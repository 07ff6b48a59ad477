"""A list of losses keeps the graph of every iteration."""

import ast
from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.steps import Bind
from ..source import Change
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="graphs_in_list",
    severity="warning",
    title=Words(en="`{name}` keeps the graph of every iteration alive", zh="`{name}` 让每次迭代的计算图都留在内存里"),
    what=Words(
        en="`{statement}` keeps tensors that have a graph, and backward was already called on them.",
        zh="`{statement}` 保存的张量带着计算图，而对它们已经做过反向传播。",
    ),
    why=Words(
        en="Each refers to the functions of its iteration through its `grad_fn`, so none of these can go: memory grows with every iteration.",
        zh="每个张量都通过 `grad_fn` 引用着那次迭代的所有函数，它们都无法释放：内存会随迭代不断增长。",
    ),
    remedy=Words(
        en="Keep what has no graph: `.detach()`, or the number, `.item()`.",
        zh="请保存不带计算图的东西：`.detach()`，或者数值 `.item()`。",
    ),
)
LEAST_TIMES = 3


def find(walk: Walk) -> Iterator[Finding]:
    """Each statement that appends roots of backward calls to a list, over and over, none of which is computed with again."""
    roots = {root.function for call in walk.calls.values() for root in call.roots if root.function}
    kept: dict[tuple[int, int], dict[str, Bind]] = {}
    for bind in walk.binds:
        if bind.tensor is not None and walk.tensor(bind.tensor).grad_fn in roots and bind.name[-1] == "]":
            span = bind.span
            if span is not None and _appending(walk, bind) is not None:
                kept.setdefault((span.line, span.column), {})[bind.name] = bind
    for binds in kept.values():
        last = list(binds.values())[-1]
        tensors = list(dict.fromkeys(bind.tensor for bind in binds.values() if bind.tensor))
        if len(tensors) >= LEAST_TIMES and not _used(walk, tensors, roots):
            yield _told(walk, last, tensors)


def _appending(walk: Walk, bind: Bind) -> ast.Call | None:
    """The `….append(…)` that a name was given by."""
    statement = walk.source.statement(bind.span)
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append"), args=[_]) as call):
            return call
        case _:
            return None


def _used(walk: Walk, tensors: list[TensorId], roots: set[FunctionId]) -> bool:
    """Whether backward was called on something computed from one of them."""
    functions = {walk.tensor(tensor).grad_fn for tensor in tensors}
    return any(not functions.isdisjoint(walk.ancestors(root) - {root}) for root in roots)


def _told(walk: Walk, last: Bind, tensors: list[TensorId]) -> Finding:
    call = _appending(walk, last)
    assert call is not None
    assert isinstance(call.func, ast.Attribute)
    source = walk.source
    return KIND.found(
        walk,
        last,
        span=source.span(call),
        tensors=tensors,
        functions=[fn for tensor in tensors if (fn := walk.tensor(tensor).grad_fn)],
        places=[place(last, Words(en="kept with its graph", zh="连同计算图一起保存"))],
        changes=_detached(walk, call, last),
        code="losses.append(loss.item())",
        name=source.short(source.span(call.func.value)) or "…",
        statement=source.short(source.span(call)) or "append",
    )


def _detached(walk: Walk, call: ast.Call, bind: Bind) -> list[Change]:
    """`.detach()` after what is appended, or after the name of it in what is."""
    whole = call.args[0]
    if isinstance(whole, ast.Name | ast.Attribute | ast.Call):
        return [walk.source.after(whole, ".detach()")]
    named = [node for node in ast.walk(whole) if isinstance(node, ast.Name)]
    return [walk.source.after(node, ".detach()") for node in named if walk.meaning(node.id, bind.index) == bind.tensor][
        :1
    ]
