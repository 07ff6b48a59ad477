"""A leaf requires a gradient, backward ran, and none came."""

from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from ...recording.steps import Backward, Create, Flag, Op
from .kind import Kind, filled, place
from .walk import Walk

KIND = Kind(
    name="never_reached",
    severity="warning",
    title=Words(en="No gradient ever reached `{name}`", zh="没有梯度到达过 `{name}`"),
    what=Words(
        en="`{name}` requires a gradient, but no path leads from what backward was called on to it: its `.grad` is None.",
        zh="`{name}` 需要梯度，但从调用 backward 的结果出发没有任何路径通向它：它的 `.grad` 是 None。",
    ),
    why=Words(en="{cause}", zh="{cause}"),
)
_UNUSED = Words(
    en="Nothing that the loss was computed from uses it.",
    zh="计算损失时没有用到它。",
)
_CUT = Words(
    en="The path was cut by `{code}` on line {line}.",
    zh="路径在第 {line} 行被 `{code}` 切断了。",
)
_UNDEFINED = Words(
    en="`{function}` on line {line} sends it None, an undefined gradient.",
    zh="第 {line} 行的 `{function}` 传给它的是 None，即未定义的梯度。",
)
_SHOWN = 8


def find(walk: Walk) -> Iterator[Finding]:
    """Parameters, and other leaves that something was computed from, that were there and got nothing; one finding for all."""
    calls = [
        call
        for call in walk.calls.values()
        if call.entry == "backward" and call.inputs is None and walk.ends.get(call.call)
    ]
    calls = [call for call in calls if walk.ends[call.call].error is None]
    if not calls or walk.error is not None:
        return
    reached = {step.tensor for step in walk.accumulations}
    missed = [id for id in _leaves(walk) if id not in reached and _requires(walk, id, calls[-1]) and _matters(walk, id)]
    if missed:
        yield _told(walk, missed, calls[-1])


def _leaves(walk: Walk) -> list[TensorId]:
    """The tensors with a name that the program made as leaves that require a gradient, and that still are leaves."""
    asked = {step.tensor for step in walk.steps if isinstance(step, Create | Flag)}
    results = {change.tensor for step in walk.steps for change in step.changes if change.grad_fn is not None}
    return [
        row.id
        for row in walk.recording.tensors
        if row.id in walk.born and row.id in asked and row.is_leaf and row.id not in results and walk.name(row.id)
    ]


def _requires(walk: Walk, tensor: TensorId, call: Backward) -> bool:
    """Whether it required a gradient when the last backward call began, and does to the end."""
    if walk.born[tensor].index > call.index:
        return False
    return walk.requires(tensor, call.index) and walk.requires(tensor, len(walk.steps))


def _matters(walk: Walk, tensor: TensorId) -> bool:
    if walk.tensor(tensor).is_parameter:
        return True
    asked = {wanted for call in walk.calls.values() for wanted in call.inputs or ()}
    return tensor not in asked and tensor in walk.used


def _cut(walk: Walk, tensor: TensorId) -> Op | None:
    """The operation that cut what was computed from a leaf."""
    grown = {tensor}
    for op in walk.ops:
        if grown & set(walk.operands(op)):
            if op.cut is not None:
                return op
            grown |= set(op.outputs)
    return None


def _sender(walk: Walk, tensor: TensorId, call: Backward) -> FunctionId | None:
    """The function that ran in a call and has an edge to a leaf that it sent nothing to."""
    mine = walk.accumulators.get(tensor)
    for node in walk.nodes_of[call.call]:
        if any(
            isinstance(edge, FunctionEdge) and edge.function == mine for edge in walk.function(node.function).inputs
        ):
            return node.function
    return None


def _told(walk: Walk, missed: list[TensorId], call: Backward) -> Finding:
    cuts = [_cut(walk, tensor) for tensor in missed]
    cut = next((op for op in cuts if op is not None), None)
    names = list(dict.fromkeys(map(walk.called, missed)))[:_SHOWN]
    cause = _UNUSED
    sender = _sender(walk, missed[0], call)
    if sender is not None:
        cause = filled(
            _UNDEFINED, {"function": walk.function(sender).name, "line": walk.line(walk.function(sender).span)}
        )
    elif cut is not None:
        cause = filled(_CUT, {"code": walk.source.short(cut.span) or cut.name, "line": walk.line(cut.span)})
    return KIND.found(
        walk,
        call,
        span=walk.tensor(missed[0]).span,
        tensors=missed,
        places=[place(cut, Words(en="cut here", zh="在这里切断"))] if cut else [],
        name="`, `".join(names) + (" …" if len(missed) > _SHOWN else ""),
        cause=cause,
    )
