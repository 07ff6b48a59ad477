"""A view was written to in place: the history of what it looks at was rewritten."""

from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from .kind import Kind, place
from .walk import Walk

KIND = Kind(
    name="view_rewritten",
    severity="note",
    title=Words(en="Writing to `{view}` changed the graph of `{base}`", zh="改写 `{view}` 改变了 `{base}` 的计算图"),
    what=Words(
        en="`{view}` is a view of `{base}`; `{writer}` wrote to their shared memory, so `{base}` now comes from `CopySlices`.",
        zh="`{view}` 是 `{base}` 的视图；`{writer}` 改写了共享的内存，所以 `{base}` 的 `grad_fn` 现在是 `CopySlices`。",
    ),
    why=Words(
        en="`CopySlices` sends the gradient of the written part through the operation, and the rest on unchanged.",
        zh="`CopySlices` 让被改写部分的梯度经过这次运算，其余部分原样传下去。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """Each statement with an in-place operation that made a CopySlices of a tensor: the first of them."""
    told: set[tuple[int, str]] = set()
    for op in walk.ops:
        made = [id for id in op.functions if walk.function(id).name == "CopySlices"]
        views = [tensor for tensor in op.mutated if walk.tensor(tensor).base is not None]
        bases = [
            change.tensor for change in op.changes if change.grad_fn in made and walk.tensor(change.tensor).base is None
        ]
        if made and views and bases and (walk.line(op.span), bases[0]) not in told:
            told.add((walk.line(op.span), bases[0]))
            yield KIND.found(
                walk,
                op,
                tensors=[views[0], bases[0]],
                functions=made,
                places=[place(walk.born[views[0]], Words(en="the view was taken here", zh="视图在这里取得"))],
                view=walk.called(views[0], op.index),
                base=walk.called(bases[0], op.index),
                writer=walk.source.short(op.span) or op.name,
            )
