"""A saved value was changed through `.data` or numpy: backward did not notice and computed with the wrong value."""

from collections.abc import Iterator

from ...recording.base import FunctionId, TensorId, Words
from ...recording.findings import Finding
from ...recording.functions import SavedTensor
from ...recording.steps import Node, Op, Update
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

NUMPY = Kind(
    name="numpy_hides_change",
    severity="warning",
    title=Words(
        en="numpy hid a change from autograd: the gradient is wrong", zh="numpy 向 autograd 隐瞒了修改：梯度是错的"
    ),
    what=Words(
        en="numpy wrote to the memory of `{name}`, which it shares; `{function}` then computed with the new value instead of the one it had saved.",
        zh="numpy 改写了与 `{name}` 共享的内存；之后 `{function}` 用的是新值，而不是前向时保存的值。",
    ),
    why=Words(
        en="What `.numpy()` gives and `torch.from_numpy` takes is the same memory. Numpy moves no version, so the saved tensor looks "
        "unchanged and no error is raised.",
        zh="`.numpy()` 给出的和 `torch.from_numpy` 接收的都是同一块内存。numpy 不会改变版本号，所以被保存的张量看起来没有变化，也就不会报错。",
    ),
    remedy=Words(en="Give numpy a copy.", zh="请把副本交给 numpy。"),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each function that ran with a saved tensor that was written to without moving its version."""
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


def _hidden(walk: Walk) -> dict[TensorId, Op | Update]:
    """The last write through `.data`, or by numpy, to each tensor."""
    through = {output for op in walk.ops if op.cut == "data" for output in op.outputs}
    found: dict[TensorId, Op | Update] = {}
    for step in walk.steps:
        if isinstance(step, Op | Update) and (
            _is_numpys(step) or (isinstance(step, Op) and through & set(step.mutated))
        ):
            for change in step.changes:
                fields = change.model_fields_set
                if change.tensor not in through and "value" in fields and "version" not in fields:
                    found[change.tensor] = step
    return found


def _is_numpys(step: Op | Update) -> bool:
    return (step.name if isinstance(step, Op) else step.how) == "numpy"


def _differs(walk: Walk, saved: SavedTensor, write: Op | Update) -> bool:
    new = next((change.value for change in write.changes if change.tensor == saved.tensor), None)
    return new is not None and walk.value(new) != walk.value(saved.value)


def _told(walk: Walk, node: Node, function: FunctionId, tensor: TensorId, write: Op | Update) -> Finding:
    span = write.span
    if _is_numpys(write):
        return NUMPY.found(
            walk,
            node,
            steps=[write.index],
            tensors=[tensor],
            functions=[function],
            places=[place(walk.made[function], Words(en="saved here", zh="在这里保存"))],
            code="….detach().clone().numpy()",
            name=walk.called(tensor, write.index),
            function=walk.function(function).name,
        )
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
        writer=walk.source.short(span) or ".data",
        line=walk.line(span),
        name=walk.called(tensor, write.index),
        function=walk.function(function).name,
    )
