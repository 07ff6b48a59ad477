"""A saved value was changed through `.data`: backward did not notice and computed with the wrong value."""

from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import SavedTensor
from ...recording.steps import Node, Op
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="data_hides_change",
    severity="warning",
    title=Words(
        en="`.data` hid a change from autograd: the gradient is wrong", zh="`.data` 向 autograd 隐瞒了修改：梯度是错的"
    ),
    what=Words(
        en="`{writer}` on line {line} changed `{name}` through `.data`; `{function}` then computed with the new value instead of the one it had saved.",
        zh="第 {line} 行的 `{writer}` 通过 `.data` 改写了 `{name}`；之后 `{function}` 用的是新值，而不是前向时保存的值。",
    ),
    why=Words(
        en="`.data` has a version counter of its own, so the saved tensor looks unchanged and no error is raised.",
        zh="`.data` 有自己的版本计数器，所以被保存的张量看起来没有变化，也就不会报错。",
    ),
    remedy=Words(
        en="Write to a copy. `.detach()` alone shares the version counter: it would raise an error instead of being wrong in silence.",
        zh="请改写副本。如果只用 `.detach()`，版本计数器是共享的，会直接报错，而不是悄悄算错。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each function that ran with a saved tensor that was written to through `.data` without moving its version."""
    hidden = _hidden(walk)
    if not hidden:
        return
    for node in walk.nodes:
        for saved in walk.function(node.function).saved:
            if isinstance(saved, SavedTensor) and saved.tensor in hidden:
                write = hidden[saved.tensor]
                if walk.made[node.function].index < write.index < node.index and _differs(walk, saved, write):
                    yield _told(walk, node, node.function, saved.tensor, write)
                    break


def _hidden(walk: Walk) -> dict[TensorId, Op]:
    """The last write through `.data` to each tensor."""
    through = {output for op in walk.ops if op.cut == "data" for output in op.outputs}
    found: dict[TensorId, Op] = {}
    for op in walk.ops:
        if through & set(op.mutated):
            for change in op.changes:
                fields = change.model_fields_set
                if change.tensor not in through and "value" in fields and "version" not in fields:
                    found[change.tensor] = op
    return found


def _differs(walk: Walk, saved: SavedTensor, write: Op) -> bool:
    new = next((change.value for change in write.changes if change.tensor == saved.tensor), None)
    return new is not None and walk.value(new) != walk.value(saved.value)


def _told(walk: Walk, node: Node, function: FunctionId, tensor: TensorId, write: Op) -> Finding:
    span = write.span
    data = [n for n in walk.source.nodes(span) if walk.source.text(walk.source.span(n)).endswith(".data")]
    edits = (
        [
            walk.source.replace(
                data[-1], walk.source.text(walk.source.span(data[-1])).removesuffix("data") + "detach().clone()"
            )
        ]
        if data
        else []
    )
    return KIND.found(
        walk,
        node,
        steps=[write.index],
        tensors=[tensor],
        functions=[function],
        places=[
            place(walk.made[function], Words(en="saved here", zh="在这里保存")),
            place(write, Words(en="changed here, unseen", zh="在这里被悄悄修改")),
        ],
        changes=edits,
        code="….detach().clone()",
        writer=walk.source.short(span) or write.name,
        line=walk.line(span),
        name=walk.called(tensor, write.index),
        function=walk.function(function).name,
    )
