"""A function used one tensor twice: both contributions to its gradient are added."""

from collections import Counter
from collections.abc import Iterator

from ...recording.base import Words
from ...recording.findings import Finding
from ...recording.functions import FunctionEdge
from .kind import Kind
from .walk import Walk

KIND = Kind(
    name="two_edges_meet",
    severity="note",
    title=Words(en="Two edges to `{name}`", zh="两条边都通向 `{name}`"),
    what=Words(
        en="`{expression}` uses `{name}` {times} times, so `{function}` sends it {times} gradients, and they are added.",
        zh="`{expression}` 用了 {times} 次 `{name}`，所以 `{function}` 传给它 {times} 份梯度，它们会相加。",
    ),
    why=Words(
        en="Each use contributes on its own; that is how x·x gets the derivative x + x = 2x.",
        zh="每次使用各有贡献；x·x 的导数 x + x = 2x 就是这样得到的。",
    ),
)


def find(walk: Walk) -> Iterator[Finding]:
    """The first run of each function that sent several gradients to one place."""
    told = set()
    for node in walk.nodes:
        row = walk.function(node.function)
        if node.function in told:
            continue
        edges = [
            edge
            for edge, sent in zip(row.inputs, node.sent, strict=False)
            if isinstance(edge, FunctionEdge) and sent is not None
        ]
        counts = Counter((edge.function, edge.output_nr) for edge in edges)
        for (target, output), times in counts.items():
            if times > 1:
                told.add(node.function)
                tensor = next(
                    (
                        edge.tensor
                        for edge in edges
                        if (edge.function, edge.output_nr) == (target, output) and edge.tensor
                    ),
                    None,
                )
                tensor = tensor or walk.function(target).variable
                yield KIND.found(
                    walk,
                    node,
                    span=row.span,
                    tensors=[tensor] if tensor else [],
                    functions=[node.function, target],
                    name=walk.called(tensor, walk.made[node.function].index) if tensor else walk.function(target).name,
                    expression=walk.expression(node.function),
                    function=row.name,
                    times=times,
                )
                break
