"""A leaf requires a gradient, backward ran, and none came."""

from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from ...recording.steps import Backward, Create, Flag, Op, Update
from .kind import Kind, filled, place
from .walk import Walk

KIND = Kind(
    name="never_reached",
    severity="warning",
    title=Words(en="No gradient ever reached `{name}`", zh="没有梯度到达过 `{name}`"),
    what=Words(
        en="`{name}` requires a gradient, but no path leads from what backward was called on to it: its `.grad` is None.",
        zh="`{name}` 需要梯度，但从调用 backward 的张量出发，没有任何路径通向它：它的 `.grad` 是 None。",
    ),
    why=Words(en="{cause}", zh="{cause}"),
)
_UNUSED = Words(
    en="Nothing that the loss was computed from uses it.",
    zh="计算损失时没有用到它。",
)
_EARLY = Words(
    en="`{code}` on line {line} used it while it required no gradient, so that use was not recorded.",
    zh="第 {line} 行的 `{code}` 使用它时，它还不需要梯度，因此那次使用没有被记录。",
)
_CUT = Words(
    en="The path was cut by `{code}` on line {line}.",
    zh="路径在第 {line} 行被 `{code}` 切断了。",
)
_UNDEFINED = Words(
    en="`{function}` on line {line} sends it None, an undefined gradient.",
    zh="第 {line} 行的 `{function}` 传给它的是 None，即未定义的梯度。",
)
_DERIVED = Words(
    en="It has a part in what `{code}` on line {line} differentiated, but none in the derivative, from which the result was computed.",
    zh="它参与了第 {line} 行 `{code}` 求导的对象，但求出的导数与它无关，而结果是由这个导数计算的。",
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
    missed = [id for id in _leaves(walk) if id not in reached and _requires(walk, id, calls[-1])]
    if missed:
        yield _told(walk, missed, calls[-1])


def _leaves(walk: Walk) -> list[TensorId]:
    """The leaves by name that a gradient was to be expected for.

    The program made them as leaves that require one, and they still are. They are parameters, or something was computed from
    them; not what `torch.autograd.grad` is asked for, what the program changes itself, or works with under `no_grad` alone.
    """
    made = {step.tensor for step in walk.steps if isinstance(step, Create | Flag)}
    results = {change.tensor for step in walk.steps for change in step.changes if change.grad_fn is not None}
    asked = {wanted for call in walk.calls.values() for wanted in call.inputs or ()}
    changed = {step.tensor for step in walk.steps if isinstance(step, Update)}
    unrecorded = {tensor for op in walk.ops if not op.grad_enabled for tensor in walk.operands(op)}
    parameters = {row.id for row in walk.recording.tensors if row.is_parameter}
    wanted = (made & set(walk.born) & (parameters | (walk.used - asked))) - results - changed - unrecorded
    return [row.id for row in walk.recording.tensors if row.id in wanted and row.is_leaf and _is_named(walk, row.id)]


def _is_named(walk: Walk, tensor: TensorId) -> bool:
    """Whether a name still means it when the program ends."""
    name = walk.name(tensor)
    return name is not None and walk.meaning(name, len(walk.steps)) in (tensor, None)


def _requires(walk: Walk, tensor: TensorId, call: Backward) -> bool:
    """Whether it required a gradient when the last backward call began, and does to the end."""
    if walk.born[tensor].index > call.index:
        return False
    return walk.requires(tensor, call.index) and walk.requires(tensor, len(walk.steps))


def _cut(walk: Walk, tensor: TensorId) -> Op | None:
    """The operation that cut what was computed from a leaf."""
    grown = {tensor}
    for op in walk.ops:
        if grown & set(walk.operands(op)):
            if op.cut is not None and op.outputs:
                return op
            grown |= set(op.outputs)
    return None


def _early(walk: Walk, tensor: TensorId) -> Op | None:
    """The operation that used a leaf where it did not require a gradient, if none did where it does."""
    uses = [op for op in walk.ops if op.grad_enabled and tensor in walk.operands(op)]
    return uses[0] if uses and not any(walk.requires(tensor, op.index) for op in uses) else None


def _sender(walk: Walk, tensor: TensorId, call: Backward) -> FunctionId | None:
    """The function that ran in a call and has an edge to a leaf that it sent nothing to."""
    mine = walk.accumulators.get(tensor)
    for node in walk.nodes_of[call.call]:
        if any(
            isinstance(edge, FunctionEdge) and edge.function == mine for edge in walk.function(node.function).inputs
        ):
            return node.function
    return None


def _derived(walk: Walk, tensor: TensorId) -> Backward | None:
    """The call for a first derivative, to be differentiated again, of something that a leaf has a part in."""
    mine = walk.accumulators.get(tensor)
    for call in walk.calls.values():
        roots = [root.function for root in call.roots if root.function is not None]
        if call.create_graph and any(mine in walk.ancestors(root) for root in roots):
            return call
    return None


def _told(walk: Walk, missed: list[TensorId], call: Backward) -> Finding:
    cuts = [_cut(walk, tensor) for tensor in missed]
    cut = next((op for op in cuts if op is not None), None)
    early = _early(walk, missed[0])
    names = list(dict.fromkeys(map(walk.called, missed)))[:_SHOWN]
    cause = _UNUSED
    sender = _sender(walk, missed[0], call)
    derived = _derived(walk, missed[0])
    if sender is not None:
        cause = filled(
            _UNDEFINED, {"function": walk.function(sender).name, "line": walk.line(walk.function(sender).span)}
        )
    elif cut is not None:
        cause = filled(_CUT, {"code": walk.origin(cut.span, cut.scope) or cut.name, "line": walk.line(cut.span)})
    elif early is not None:
        cause = filled(
            _EARLY, {"code": walk.origin(early.span, early.scope) or early.name, "line": walk.line(early.span)}
        )
    elif derived is not None:
        given = walk.source.short(derived.span) or f"torch.autograd.{derived.entry}"
        cause = filled(_DERIVED, {"code": given, "line": walk.line(derived.span)})
    return KIND.found(
        walk,
        call,
        # What was cut, or frozen for a while, with intent is no mistake.
        severity="note" if sender or cut or derived or (early and walk.tensor(missed[0]).requires_grad) else None,
        span=walk.tensor(missed[0]).span,
        tensors=missed,
        places=[place(cut, Words(en="cut here", zh="在这里切断"))] if cut else [],
        name="`, `".join(names) + (" …" if len(missed) > _SHOWN else ""),
        cause=cause,
    )
